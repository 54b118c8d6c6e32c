package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * What is needed to create a container: its name and its configuration in the engine's create format.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name the name it shall have
 * @param configuration body of the engine's create call: configuration fields at the top, {@code HostConfig} and
 *     {@code NetworkingConfig} below; may hold secrets of the environment
 * @since 0.1
 */
public record ContainerSpec(ContainerName name, ConfigDocument configuration) {
    /** Rejects absent components. */
    public ContainerSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(configuration, "configuration");
    }

    /** Returns the name only. */
    @Override
    public String toString() {
        return "ContainerSpec[" + name + "]";
    }
}
