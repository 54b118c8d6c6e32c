package io.github.pmmmigration.internal.data;

import java.util.Objects;
import java.util.Optional;

/**
 * The file system below a mount and what is free in it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param fileSystem its type, for example {@code xfs}
 * @param usedBytes bytes in use on the whole file system
 * @param availableBytes bytes that can still be used
 * @param usedInodes inodes in use on the whole file system; zero where it does not count them
 * @since 0.1
 */
public record VolumeSpace(String fileSystem, long usedBytes, long availableBytes, long usedInodes) {
    private static final long KIB = 1024;

    /** Rejects absent components. */
    public VolumeSpace {
        Objects.requireNonNull(fileSystem, "fileSystem");
    }

    static Optional<VolumeSpace> of(ProbeResult probe, String mount) {
        return probe.fact(mount + ".filesystem")
                .map(fileSystem -> new VolumeSpace(
                        fileSystem,
                        number(probe, mount + ".used.kib") * KIB,
                        number(probe, mount + ".available.kib") * KIB,
                        number(probe, mount + ".used.inodes")));
    }

    private static long number(ProbeResult probe, String key) {
        return probe.fact(key)
                .filter(value -> value.matches("\\d{1,15}"))
                .map(Long::valueOf)
                .orElse(0L);
    }
}
