package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.server.ServerEndpoint;
import java.util.Optional;

/**
 * How a server is reached.
 *
 * @param endpoint where it is
 * @param inside the container from whose inside it is asked; absent when it is asked from here
 */
record Route(ServerEndpoint endpoint, Optional<ContainerId> inside) {
    static Route fromHere(ServerEndpoint endpoint) {
        return new Route(endpoint, Optional.empty());
    }

    static Route from(ContainerId container, ServerEndpoint endpoint) {
        return new Route(endpoint, Optional.of(container));
    }

    /** Says where it was asked, in words. */
    @Override
    public String toString() {
        return endpoint.pmm() + inside.map(id -> " inside the container").orElse("");
    }
}
