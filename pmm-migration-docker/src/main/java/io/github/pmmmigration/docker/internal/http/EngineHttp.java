package io.github.pmmmigration.docker.internal.http;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Sends requests in the version of the interface that the engine understands, each within a time limit.
 *
 * <p>Every reply of the engine is returned, refusals too; only a reply that does not come is an exception. Safe for concurrent
 * use.
 *
 * @since 0.1
 */
public final class EngineHttp implements AutoCloseable {
    private static final int LARGEST_BODY = 64 * 1024 * 1024;

    private final Wire wire;
    private final Duration patience;
    private final Threads threads = new Threads();
    private final Negotiation negotiation = new Negotiation(this::version);

    /**
     * Creates the sender; nothing is sent yet.
     *
     * @param patience how long to wait for the reply to a read
     */
    public EngineHttp(Wire wire, Duration patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /** Returns where the engine is, without credentials. */
    public String address() {
        return wire.address();
    }

    /** Returns the threads for what may block. */
    public Threads threads() {
        return threads;
    }

    /** Returns the version of the interface that is spoken with this engine. */
    public ApiVersion apiVersion() {
        return negotiation.spoken();
    }

    /** Returns the engine's own words about its version, as of the last time it was asked. */
    public ConfigDocument engineVersion() {
        return negotiation.description();
    }

    /** Sends a read, and waits for the whole reply as long as the settings say. */
    public Reply send(EngineRequest request) {
        return send(request, patience);
    }

    /** Sends a request and waits for the whole reply. */
    public Reply send(EngineRequest request, Duration limit) {
        Reply reply = exchange(request, versioned(request), limit);
        if (!negotiation.isContradictedBy(reply)) {
            return reply;
        }
        negotiation.renew();
        return exchange(request, versioned(request), limit);
    }

    /**
     * Sends a request and waits for the beginning of the reply.
     *
     * @param limit how long to wait for the beginning; the rest may take any time
     */
    public EngineStream open(EngineRequest request, Duration limit) {
        return open(request, limit, silence -> Failures.silent(request, address(), silence));
    }

    /**
     * Sends a request and waits for the beginning of the reply.
     *
     * @param limit how long to wait for the beginning; the rest may take any time
     * @param silent makes the exception for a reply that does not begin in time
     */
    public EngineStream open(EngineRequest request, Duration limit, Function<Duration, EngineException> silent) {
        EngineStream stream = begin(request, limit, silent);
        if (stream.refusal().filter(negotiation::isContradictedBy).isEmpty()) {
            return stream;
        }
        negotiation.renew();
        return begin(request, limit, silent);
    }

    /**
     * Reads a reply as a document.
     *
     * @throws EngineException when it is none
     */
    public ConfigDocument document(EngineRequest request, Reply reply) {
        return read(request, reply, json -> json);
    }

    /**
     * Reads a reply as a document and makes something of it.
     *
     * @throws EngineException when it is none, or not of the kind that the function needs
     */
    public <T> T read(EngineRequest request, Reply reply, Function<ConfigDocument, T> function) {
        try {
            return function.apply(ConfigDocument.parse(reply.body()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw Failures.unreadable(request, address(), e);
        }
    }

    @Override
    public void close() {
        wire.close();
        threads.close();
    }

    private Negotiation.Agreement version() {
        EngineRequest request = EngineRequest.get("/version");
        Reply reply = first(request);
        if (!reply.succeeded()) {
            throw Refusals.refused("The container engine would not say which version it is", reply);
        }
        return read(request, reply, Negotiation.Agreement::of);
    }

    private Reply first(EngineRequest request) {
        try {
            return exchange(request, request.path(), patience);
        } catch (EngineUnavailableException e) {
            throw wire.explain(e).orElse(e);
        }
    }

    private String versioned(EngineRequest request) {
        return "/v" + negotiation.spoken() + request.path();
    }

    private Reply exchange(EngineRequest request, String path, Duration limit) {
        if (request.reads()) {
            return Await.within(limit, threads.start(() -> reply(wire.shared(), request, path)), request, this);
        }
        try (Wire.Lease lease = wire.lease()) {
            return Await.within(limit, threads.start(() -> reply(lease.client(), request, path)), request, this);
        }
    }

    private EngineStream begin(EngineRequest request, Duration limit, Function<Duration, EngineException> silent) {
        String path = versioned(request);
        Wire.Lease lease = wire.lease();
        try {
            Future<EngineStream> beginning = threads.start(() -> opened(request, path, lease));
            return Await.upTo(limit, beginning, request, this).orElseThrow(() -> {
                beginning.cancel(true);
                return silent.apply(limit);
            });
        } catch (EngineException | IllegalStateException e) {
            lease.close();
            throw e;
        }
    }

    private EngineStream opened(EngineRequest request, String path, Wire.Lease lease) throws IOException {
        Response response = lease.client().execute(translate(request, path));
        int status = response.getStatusCode();
        Optional<Reply> refusal = status >= 200 && status < 300
                ? Optional.empty()
                : Optional.of(new Reply(status, text(response.getBody())));
        return new EngineStream(request, response, refusal, () -> closeBoth(response, lease));
    }

    private static void closeBoth(Response response, Wire.Lease lease) {
        response.close();
        lease.close();
    }

    private static Reply reply(DockerHttpClient client, EngineRequest request, String path) throws IOException {
        try (Response response = client.execute(translate(request, path))) {
            return new Reply(response.getStatusCode(), text(response.getBody()));
        }
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BODY);
        if (bytes.length == LARGEST_BODY) {
            throw new IOException("the reply is longer than " + LARGEST_BODY + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Request translate(EngineRequest request, String path) {
        Request.Builder builder = Request.builder();
        builder.method(request.method()).path(path).putAllHeaders(request.headers());
        if (!request.reads()) {
            builder.putHeader("Connection", "close");
        }
        if (request.method().equals("DELETE")) {
            builder.body(unrepeatable());
        }
        request.body()
                .ifPresent(body -> builder.putHeader("Content-Type", "application/json")
                        .bodyBytes(body.toJson().getBytes(StandardCharsets.UTF_8)));
        return builder.build();
    }

    /**
     * The client below repeats a removal by itself when the reply is lost, and then reports the second answer, "not found". It does not
     * repeat what has a body that can be read only once, even an empty one.
     */
    private static InputStream unrepeatable() {
        return InputStream.nullInputStream();
    }
}
