package io.github.pmmmigration.container;

import java.util.Map;
import java.util.Objects;

/**
 * What is needed to create a volume of the default driver.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name name
 * @param labels labels; this library's volumes always carry {@link MigrationLabels#MIGRATION}
 * @since 0.1
 */
public record VolumeSpec(VolumeName name, Map<String, String> labels) {
    /** Copies the labels. */
    public VolumeSpec {
        Objects.requireNonNull(name, "name");
        labels = Map.copyOf(labels);
    }
}
