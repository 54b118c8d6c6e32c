package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import java.util.Map;
import java.util.Objects;

/**
 * A PMM server on the {@link InMemoryContainerEngine}, as it was when something about it changed.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id its container
 * @param name the container's name
 * @param version version of the server in the image
 * @param running whether the container runs
 * @param ready whether the server in it serves: it runs, its services run, and it can work with the data
 * @param hostPorts ports of the host by port of the container, such as {@code 443/tcp}; empty while it does not run
 * @param data what it works on
 * @since 0.1
 */
public record ServerOnEngine(
        ContainerId id,
        ContainerName name,
        String version,
        boolean running,
        boolean ready,
        Map<String, Integer> hostPorts,
        DataFacts data) {
    /** Copies the ports. */
    public ServerOnEngine {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        hostPorts = Map.copyOf(hostPorts);
        Objects.requireNonNull(data, "data");
    }
}
