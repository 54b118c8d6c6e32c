package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a decision may look at: what is on the engine now, and what was reached in this run.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param source the container that the migration started from, under whatever name, or what stands in for it
 * @param nameHolder the container that has the server's name now
 * @param replacement the replacement; those set aside by a rollback do not count
 * @param restored the container that runs the source's image on the backup
 * @param standIn the container that keeps the definition of a source which the engine removes when it stops
 * @param successors containers that took the replacement's place in further hops; those set aside do not count
 * @param lock the lock
 * @param formerLocks locks that were taken over from dead processes
 * @param helpers helpers by task
 * @param staleHelpers helpers whose result must not be believed, for example because they failed in an earlier run
 * @param volumes the volumes among this migration's names that exist
 * @param targetImage the target image, when it is on the engine
 * @param preservedImage the image that the source's own layer was saved as
 * @param milestones what was reached in this run
 * @param holdsLock whether the lock is this run's own
 * @since 0.1
 */
public record ServerObservation(
        Optional<ContainerSnapshot> source,
        Optional<ContainerSnapshot> nameHolder,
        Optional<ContainerSnapshot> replacement,
        Optional<ContainerSnapshot> restored,
        Optional<ContainerSnapshot> standIn,
        List<ContainerSnapshot> successors,
        Optional<ContainerSnapshot> lock,
        List<ContainerSnapshot> formerLocks,
        Map<HelperTask, ContainerSnapshot> helpers,
        Set<ContainerId> staleHelpers,
        Map<VolumeName, VolumeSnapshot> volumes,
        Optional<ImageSnapshot> targetImage,
        Optional<ImageSnapshot> preservedImage,
        Set<Milestone> milestones,
        boolean holdsLock) {
    /** Copies the collections. */
    public ServerObservation {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(nameHolder, "nameHolder");
        Objects.requireNonNull(replacement, "replacement");
        Objects.requireNonNull(restored, "restored");
        Objects.requireNonNull(standIn, "standIn");
        successors = List.copyOf(successors);
        Objects.requireNonNull(lock, "lock");
        formerLocks = List.copyOf(formerLocks);
        helpers = Map.copyOf(helpers);
        staleHelpers = Set.copyOf(staleHelpers);
        volumes = Map.copyOf(volumes);
        Objects.requireNonNull(targetImage, "targetImage");
        Objects.requireNonNull(preservedImage, "preservedImage");
        milestones = Set.copyOf(milestones);
    }

    /** Returns the helper for a task. */
    public Optional<ContainerSnapshot> helper(HelperTask task) {
        return Optional.ofNullable(helpers.get(task));
    }

    /** Returns whether there is a volume of this name that belongs to this migration. */
    public boolean hasVolume(VolumeName name, MigrationId migration) {
        return Optional.ofNullable(volumes.get(name))
                .flatMap(volume -> volume.ownedBy(migration))
                .isPresent();
    }

    /** Returns whether this was reached in this run. */
    public boolean reached(Milestone milestone) {
        return milestones.contains(milestone);
    }
}
