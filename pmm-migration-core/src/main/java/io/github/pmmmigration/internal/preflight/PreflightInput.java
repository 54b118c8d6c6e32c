package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.MigrationNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything that is judged before a migration, as it was read.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param source the server's container
 * @param sourceImage its image
 * @param neighbours the engine's other containers
 * @param storage where the data is
 * @param volume the volume of the data, where it is one
 * @param engine the engine
 * @param version what the server says it is, if it was asked and answered
 * @param probe facts from inside the container, see {@link InsideProbe}
 * @param target the image to go to
 * @param targetImage the same, if it is on the engine
 * @param targetVersion its version, if it is known better than its reference tells
 * @param kind what the replacement is made for
 * @param strategy how the data is treated
 * @param apiKeys how many API keys there are, if that is known
 * @param names the names that will be needed
 * @param now this machine's time
 * @param replacement the derived replacement
 * @since 0.1
 */
public record PreflightInput(
        ContainerSnapshot source,
        ImageSnapshot sourceImage,
        List<ContainerSnapshot> neighbours,
        StorageLayout storage,
        Optional<VolumeSnapshot> volume,
        EngineInfo engine,
        Optional<ServerVersion> version,
        Map<String, String> probe,
        ImageReference target,
        Optional<ImageSnapshot> targetImage,
        Optional<PmmVersion> targetVersion,
        ReplacementKind kind,
        DataStrategy strategy,
        OptionalInt apiKeys,
        Optional<MigrationNames> names,
        Optional<Instant> now,
        Replacement replacement) {
    /** Copies the collections. */
    public PreflightInput {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(sourceImage, "sourceImage");
        neighbours = List.copyOf(neighbours);
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(volume, "volume");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(version, "version");
        probe = Map.copyOf(probe);
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(targetImage, "targetImage");
        Objects.requireNonNull(targetVersion, "targetVersion");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(strategy, "strategy");
        Objects.requireNonNull(apiKeys, "apiKeys");
        Objects.requireNonNull(names, "names");
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(replacement, "replacement");
    }

    Optional<String> fact(String key) {
        return Optional.ofNullable(probe.get(key));
    }

    OptionalLong number(String key) {
        String value = probe.getOrDefault(key, "");
        return value.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(value)) : OptionalLong.empty();
    }

    /** Returns the other containers that this library did not make: its own are part of the plan. */
    List<ContainerSnapshot> strangers() {
        return neighbours.stream()
                .filter(container -> container.label(MigrationLabels.MIGRATION).isEmpty())
                .filter(container -> !container.id().equals(source.id()))
                .toList();
    }

    boolean migrates() {
        return kind == ReplacementKind.MIGRATE;
    }
}
