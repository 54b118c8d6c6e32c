package io.github.pmmmigration.server;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import java.util.Optional;

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

    /**
     * Returns a connector whose requests are made inside a container, for servers that publish no port.
     *
     * <p>Addresses are then those inside: {@code http://127.0.0.1:80} for PMM 2, {@code http://127.0.0.1:8080} for PMM 3,
     * {@code http://127.0.0.1:3000} for Grafana alone. Empty when this implementation cannot do that.
     */
    default Optional<PmmServerConnector> inside(ContainerEngine engine, ContainerId container) {
        return Optional.empty();
    }
}
