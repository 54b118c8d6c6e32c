package io.github.pmmmigration.docker.internal.http;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.pmmmigration.container.EngineException;
import java.util.Optional;

/**
 * Hands out docker-java clients that reach one engine.
 *
 * <p>Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
public interface Wire extends AutoCloseable {
    /** Returns where the engine is, without credentials. */
    String address();

    /** Returns the client for short reads; it keeps connections open between them. */
    DockerHttpClient shared();

    /**
     * Returns a client for one request, whose connection nobody used before.
     *
     * <p>A connection that lay idle may be dead without anybody knowing, and then nobody can tell whether a change sent over
     * it took effect. Closing the lease also ends a request that is under way.
     */
    Lease lease();

    /**
     * Looks once more why the engine did not answer at all.
     *
     * @return the exception to throw instead; empty when nothing more can be told
     */
    default Optional<EngineException> explain(EngineException failure) {
        return Optional.empty();
    }

    /** Closes all clients; requests under way fail. */
    @Override
    void close();

    /** A client for one request. */
    interface Lease extends AutoCloseable {
        /** Returns the client. */
        DockerHttpClient client();

        /** Gives the client back, and ends what it is doing. */
        @Override
        void close();
    }
}
