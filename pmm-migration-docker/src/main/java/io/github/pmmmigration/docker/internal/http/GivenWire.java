package io.github.pmmmigration.docker.internal.http;

import com.github.dockerjava.transport.DockerHttpClient;

/**
 * Reaches an engine with the one client that the application made; closing it remains the application's business.
 *
 * <p>Safe for concurrent use if the client is.
 *
 * @param shared the client
 * @param address the address for messages
 * @since 0.1
 */
public record GivenWire(DockerHttpClient shared, String address) implements Wire {
    @Override
    public Lease lease() {
        return new Borrowed(shared);
    }

    @Override
    public void close() {
        // The client belongs to whoever made it.
    }

    private record Borrowed(DockerHttpClient client) implements Lease {
        @Override
        public void close() {
            // The client belongs to whoever made it.
        }
    }
}
