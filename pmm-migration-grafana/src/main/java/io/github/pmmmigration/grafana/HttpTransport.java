package io.github.pmmmigration.grafana;

import java.io.IOException;

/**
 * The one thing that a way to reach a server has to do; everything else is built on top of it.
 *
 * <p>Implementations are safe for concurrent use, follow no redirect, and send what they are given and nothing more.
 */
interface HttpTransport extends AutoCloseable {
    /**
     * Sends a request and returns the whole reply, whatever its status.
     *
     * @throws ReplyTooLargeException when the body exceeds {@link TransportReply#MAX_BODY}
     * @throws IOException when no whole reply came back within the request's limit
     */
    TransportReply send(TransportRequest request) throws IOException;

    /** Releases connections; repeating it is harmless. */
    @Override
    void close();
}
