package io.github.pmmmigration.container;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A volume, as it was at the moment of looking.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name name
 * @param driver driver, {@code local} for ordinary ones
 * @param labels labels
 * @param options driver options; may hold credentials of network file systems
 * @param document the engine's inspection in full
 * @since 0.1
 */
public record VolumeSnapshot(
        VolumeName name,
        String driver,
        Map<String, String> labels,
        Map<String, String> options,
        ConfigDocument document) {
    /** Copies the collections. */
    public VolumeSnapshot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(driver, "driver");
        labels = Map.copyOf(labels);
        options = Map.copyOf(options);
        Objects.requireNonNull(document, "document");
    }

    /**
     * Reads the engine's inspection of a volume.
     *
     * @throws IllegalArgumentException when the document is no inspection of a volume
     */
    public static VolumeSnapshot of(ConfigDocument inspection) {
        return SnapshotReader.volume(Objects.requireNonNull(inspection, "inspection"));
    }

    /**
     * Returns this volume as one that may be removed, if this library created it for that migration.
     *
     * <p>This is the only way to an {@link OwnedVolume}, so user data cannot be deleted by a wrong argument.
     */
    public Optional<OwnedVolume> ownedBy(MigrationId migration) {
        return migration.value().equals(labels.get(MigrationLabels.MIGRATION))
                ? Optional.of(new OwnedVolume(name, migration))
                : Optional.empty();
    }

    /** Returns name and driver, without options. */
    @Override
    public String toString() {
        return "VolumeSnapshot[" + name + " " + driver + "]";
    }
}
