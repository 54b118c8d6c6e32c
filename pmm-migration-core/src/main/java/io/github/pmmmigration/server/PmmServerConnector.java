package io.github.pmmmigration.server;

/**
 * Reaches PMM servers.
 *
 * <p>Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PmmServerConnector {
    /** Prepares a connection; nothing is sent yet. */
    PmmServerConnection connect(ServerEndpoint endpoint, Credentials credentials);
}
