package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.testing.FakePmmServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Gives a fake PMM server the paths and the JSON of the version that it has. */
final class HttpFace extends Dispatcher implements AutoCloseable {
    private static final ServerEndpoint ANYWHERE = ServerEndpoint.of(URI.create("http://fake"));
    private static final Credentials NOBODY = Credentials.token(Secret.of("none"));

    private final MockWebServer web = PromptSockets.server();
    private final FakePmmServer server;

    private HttpFace(FakePmmServer server) {
        this.server = server;
    }

    static HttpFace of(FakePmmServer server) {
        HttpFace face = new HttpFace(server);
        face.web.setDispatcher(face);
        try {
            face.web.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return face;
    }

    ServerEndpoint endpoint() {
        return ServerEndpoint.of(web.url("/").uri());
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        try (PmmServerConnection connection = server.connector().connect(ANYWHERE, credentials(request))) {
            return answer(request, connection);
        } catch (ServerException e) {
            return refusal(e.code(), isGrafana(request));
        }
    }

    @Override
    public void close() {
        web.close();
    }

    private MockResponse answer(RecordedRequest request, PmmServerConnection connection) {
        if (isGrafana(request)) {
            return new GrafanaFace(connection.grafana(), server.version()).answer(request);
        }
        boolean two = server.version().major() == 2;
        return new PmmFace(connection.pmm(), two).answer(request);
    }

    private static boolean isGrafana(RecordedRequest request) {
        return request.getTarget().startsWith("/graph/");
    }

    private static Credentials credentials(RecordedRequest request) {
        String header = request.getHeaders().get("Authorization");
        if (header == null) {
            return NOBODY;
        }
        if (header.startsWith("Bearer ")) {
            return Credentials.token(Secret.of(header.substring(7)));
        }
        byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()));
        String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return Credentials.basic(pair[0], Secret.of(pair[1]));
    }

    private static MockResponse refusal(String code, boolean grafana) {
        return switch (code) {
            case ServerCodes.SERVER_UNAVAILABLE -> new MockResponse(503, Replies.HTML, "<html>503</html>");
            case ServerCodes.CREDENTIALS_REJECTED -> Replies.error(401, 16, "Invalid username or password");
            case ServerCodes.PERMISSION_MISSING -> Replies.error(grafana ? 403 : 401, 7, "Access denied.");
            case ServerCodes.UPDATES_DISABLED -> Replies.error(400, 9, "Updates are disabled.");
            case ServerCodes.UPDATE_RUNNING -> Replies.error(400, 9, "Update is already running.");
            case ServerCodes.UPDATE_TOKEN_REJECTED -> Replies.error(403, 7, "Invalid authentication token.");
            case ServerCodes.SERVICE_ACCOUNT_EXISTS ->
                Replies.json(400, Map.of("message", "service account already exists"));
            default -> Replies.error(404, 5, "Not Found");
        };
    }
}
