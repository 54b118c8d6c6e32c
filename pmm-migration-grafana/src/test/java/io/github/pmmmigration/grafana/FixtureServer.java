package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers each call with the fixture of a version, until a test says otherwise. */
final class FixtureServer extends Dispatcher implements AutoCloseable {
    static final String PASSWORD = "correct-horse-battery";

    private static final PmmServerConnector CONNECTOR = HttpServerConnector.create();

    private final MockWebServer server = PromptSockets.server();
    private final Map<String, Deque<MockResponse>> overrides = new ConcurrentHashMap<>();
    private final List<RecordedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<PmmServerConnection> connections = new ArrayList<>();
    private volatile String version;

    private FixtureServer(String version) {
        this.version = version;
    }

    static FixtureServer of(String version) {
        FixtureServer fixtures = new FixtureServer(version);
        fixtures.server.setDispatcher(fixtures);
        try {
            fixtures.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return fixtures;
    }

    /** Returns what answers with the fixtures of a version, for servers that a test sets up by itself. */
    static Dispatcher dispatcher(String version) {
        return new FixtureServer(version);
    }

    /** Answers a call, written as method and path, with these replies in turn; the last one repeats. */
    FixtureServer answering(String call, MockResponse... replies) {
        overrides.put(call, new ArrayDeque<>(Arrays.asList(replies)));
        return this;
    }

    /** Forgets what tests said about calls. */
    void behavesAgain() {
        overrides.clear();
    }

    /** Answers a call with a fixture of the own version. */
    FixtureServer answering(String call, String fixture) {
        return answering(call, Fixtures.reply(version, fixture));
    }

    /** Goes on as another version behind the same address. */
    void becomes(String other) {
        version = other;
    }

    URI address() {
        return server.url("/").uri();
    }

    PmmServerConnection connect() {
        return connect(Credentials.basic("admin", Secret.of(PASSWORD)));
    }

    PmmServerConnection connect(Credentials credentials) {
        return connect(endpoint(), credentials);
    }

    PmmServerConnection connectWithGrafanaAt(URI address) {
        return connect(endpoint().withGrafana(address), Credentials.basic("admin", Secret.of(PASSWORD)));
    }

    /** Connects with little patience, for servers that never answer. */
    PmmServerConnection connectWithin(Duration limit) {
        return connect(endpoint().withCallTimeout(limit), Credentials.basic("admin", Secret.of(PASSWORD)));
    }

    ServerEndpoint endpoint() {
        return ServerEndpoint.of(address()).withCallTimeout(Duration.ofSeconds(30));
    }

    private PmmServerConnection connect(ServerEndpoint endpoint, Credentials credentials) {
        PmmServerConnection connection = CONNECTOR.connect(endpoint, credentials);
        connections.add(connection);
        return connection;
    }

    /** Returns what was asked, oldest first, as method and path with query. */
    List<String> calls() {
        return requests().stream()
                .map(request -> request.getMethod() + " " + request.getTarget())
                .toList();
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    void forgetCalls() {
        requests.clear();
    }

    RecordedRequest lastRequest() {
        List<RecordedRequest> all = requests();
        return all.get(all.size() - 1);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        requests.add(request);
        String call = request.getMethod() + " " + request.getTarget().replaceFirst("\\?.*", "");
        Deque<MockResponse> replies = overrides.get(call);
        return replies == null ? usual(call, request.getTarget()) : next(replies);
    }

    @Override
    public void close() {
        connections.forEach(PmmServerConnection::close);
        server.close();
    }

    /** Returns the fixture that answers a call. */
    MockResponse usual(String call) {
        return usual(call, "");
    }

    private MockResponse usual(String call, String query) {
        String fixture = version.startsWith("2") ? Routes.TWO.get(call) : Routes.THREE.get(call);
        String shared = Routes.GRAFANA.getOrDefault(call, "not-found");
        return Fixtures.reply(version, Routes.narrowed(fixture == null ? shared : fixture, query));
    }

    private static MockResponse next(Deque<MockResponse> replies) {
        synchronized (replies) {
            return replies.size() > 1 ? replies.remove() : replies.element();
        }
    }
}
