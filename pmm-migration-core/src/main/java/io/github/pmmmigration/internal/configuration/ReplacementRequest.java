package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a replacement's configuration follows from.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param source the container to be replaced
 * @param sourceImage the image it was created from
 * @param target the image of the replacement; not used for {@link ReplacementKind#RESTORE_PMM2}
 * @param targetImage the same image, once it is on the engine
 * @param kind what the replacement is made for
 * @param storage where the source keeps {@code /srv}
 * @param dataVolume a volume to mount at {@code /srv} instead of what the source has there
 * @param labels labels to add
 * @param overrides what the user wants different
 * @param engine the engine that will create it
 * @param neighbours the engine's other containers, as far as known; they tell which references still resolve
 * @since 0.1
 */
public record ReplacementRequest(
        ContainerSnapshot source,
        ImageSnapshot sourceImage,
        ImageReference target,
        Optional<ImageSnapshot> targetImage,
        ReplacementKind kind,
        StorageLayout storage,
        Optional<VolumeName> dataVolume,
        Map<String, String> labels,
        ConfigurationOverrides overrides,
        EngineInfo engine,
        List<ContainerSnapshot> neighbours) {
    /** Copies the collections. */
    public ReplacementRequest {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sourceImage, "sourceImage");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(targetImage, "targetImage");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(dataVolume, "dataVolume");
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        Objects.requireNonNull(overrides, "overrides");
        Objects.requireNonNull(engine, "engine");
        neighbours = List.copyOf(neighbours);
    }
}
