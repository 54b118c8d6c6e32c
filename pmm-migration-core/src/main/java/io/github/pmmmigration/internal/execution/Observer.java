package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.step.MigrationGoal.Direction;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.MigrationNames;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.ServerObservation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks at the engine and says what is there. */
final class Observer {
    private final ContainerEngine engine;
    private final MigrationNames names;
    private final ContainerId source;
    private final ImageReference target;
    private final Optional<ImageReference> preserved;
    private final String lockRun;

    Observer(ContainerEngine engine, ContainerId source, MigrationIntent intent, String lockRun) {
        this.engine = engine;
        this.names = intent.names();
        this.source = source;
        this.target = intent.target();
        this.preserved = intent.preserved();
        this.lockRun = lockRun;
    }

    /** Looks; on the way back volumes are of interest even when there is a replacement that mounts them. */
    ServerObservation observe(Direction direction, Set<Milestone> milestones, Set<ContainerId> staleHelpers) {
        Roster all = Roster.of(engine, names.server());
        Roster roster = all.of(names.migration());
        Optional<ContainerSnapshot> standIn = roster.standIn();
        Optional<ContainerSnapshot> found = engine.inspect(source.toRef()).or(() -> standIn);
        Optional<ContainerSnapshot> lock = named(names.lock(), all.containers().stream());
        return new ServerObservation(
                found,
                named(names.server(), Stream.concat(found.stream(), all.containers().stream())),
                roster.replacement(),
                roster.restored(),
                standIn,
                roster.replacement().map(all::successorsOf).orElse(List.of()),
                lock,
                roster.locks().stream()
                        .filter(container -> !container.name().equals(names.lock()))
                        .toList(),
                roster.helpers(),
                staleHelpers,
                roster.replacement().isPresent() && direction == Direction.FORWARD ? Map.of() : volumes(),
                roster.replacement().isPresent() ? Optional.empty() : engine.inspectImage(target),
                preserved.flatMap(engine::inspectImage),
                milestones,
                lock.flatMap(container -> container.label(Labels.LOCK_RUN))
                        .filter(lockRun::equals)
                        .isPresent());
    }

    /** Asks the engine for the holder of a name only when it is none of those seen already: each question costs downtime. */
    private Optional<ContainerSnapshot> named(ContainerName name, Stream<ContainerSnapshot> seen) {
        return seen.filter(container -> container.name().equals(name))
                .findFirst()
                .or(() -> engine.inspect(name.toRef()));
    }

    private Map<VolumeName, VolumeSnapshot> volumes() {
        Map<VolumeName, VolumeSnapshot> volumes = new LinkedHashMap<>();
        for (VolumeName name : List.of(names.records(), names.backup(), names.copy())) {
            engine.inspectVolume(name).ifPresent(volume -> volumes.put(name, volume));
        }
        return volumes;
    }
}
