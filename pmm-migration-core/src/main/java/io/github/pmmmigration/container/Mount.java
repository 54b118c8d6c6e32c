package io.github.pmmmigration.container;

import java.util.Objects;
import java.util.Optional;

/**
 * One effective mount of a container, as the engine resolved it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param type {@code volume}, {@code bind}, {@code tmpfs} or what else the engine knows
 * @param volume the volume's name, for volumes
 * @param source the path on the engine's host; empty when there is none
 * @param destination the path inside the container
 * @param driver the volume's driver; empty for other types
 * @param writable whether the container may write there
 * @since 0.1
 */
public record Mount(
        String type, Optional<VolumeName> volume, String source, String destination, String driver, boolean writable) {
    /** Rejects absent components. */
    public Mount {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(driver, "driver");
    }
}
