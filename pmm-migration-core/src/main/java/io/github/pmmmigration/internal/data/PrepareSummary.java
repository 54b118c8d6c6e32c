package io.github.pmmmigration.internal.data;

import java.util.Objects;
import java.util.Optional;

/**
 * What {@link DataScript#PREPARE} has done.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param backup {@code written}, {@code kept} (an earlier run had finished it) or {@code none}
 * @param entries entries in the verified backup or copy
 * @param bytes bytes in its regular files
 * @param copied entries that were copied after the stop
 * @param removed entries that were removed from the backup after the stop
 * @param sampled files whose contents were compared
 * @param owned entries in the ownership manifest, hence given to the new owner
 * @param healed entries whose ownership was first put back, after an earlier stop's change
 * @param shared whether the file system shares blocks between data and backup
 * @since 0.1
 */
public record PrepareSummary(
        String backup,
        long entries,
        long bytes,
        long copied,
        long removed,
        long sampled,
        long owned,
        long healed,
        boolean shared) {
    /** Rejects absent components. */
    public PrepareSummary {
        Objects.requireNonNull(backup, "backup");
    }

    /** Reads the summary of a finished run; empty if there is none. */
    public static Optional<PrepareSummary> of(HelperOutput output) {
        return Optional.ofNullable(output.summary().get("backup")).map(backup -> read(backup, output));
    }

    private static PrepareSummary read(String backup, HelperOutput output) {
        return new PrepareSummary(
                backup,
                output.count("entries"),
                output.count("bytes"),
                output.count("copied"),
                output.count("removed"),
                output.count("sampled"),
                output.count("owned"),
                output.count("healed"),
                "yes".equals(output.summary().get("reflink")));
    }
}
