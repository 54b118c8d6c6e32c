package io.github.pmmmigration.docker.internal.http;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.InputStream;
import java.util.Optional;

/**
 * A reply whose body is still arriving.
 *
 * <p>Reading and closing may happen on different threads; closing ends the reading.
 *
 * @since 0.1
 */
public final class EngineStream implements AutoCloseable {
    private final EngineRequest request;
    private final Response response;
    private final Optional<Reply> refusal;
    private final Runnable end;

    EngineStream(EngineRequest request, Response response, Optional<Reply> refusal, Runnable end) {
        this.request = request;
        this.response = response;
        this.refusal = refusal;
        this.end = end;
    }

    /** Returns the request that is being answered. */
    public EngineRequest request() {
        return request;
    }

    /** Returns the whole reply, if the engine did not do as asked. */
    public Optional<Reply> refusal() {
        return refusal;
    }

    /** Returns the body as it arrives. */
    public InputStream body() {
        return response.getBody();
    }

    /** Ends the request, whether its reply has come to an end or not. */
    @Override
    public void close() {
        end.run();
    }
}
