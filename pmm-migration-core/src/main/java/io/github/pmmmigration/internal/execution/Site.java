package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.MigrationNames;
import java.util.List;
import java.util.Optional;

/**
 * Where a migration was found to stand when the engine was first looked at.
 *
 * @param names names of everything
 * @param state the state
 * @param sourceId the container it started from, whether it is still there or not
 * @param source the same, or what stands in for it; absent after a commit
 * @param holder the container that has the server's name
 * @param replacement the replacement
 * @param lock the lock
 * @param ours everything on the engine that carries this migration's id
 */
record Site(
        MigrationNames names,
        MigrationStatus.State state,
        ContainerId sourceId,
        Optional<ContainerSnapshot> source,
        Optional<ContainerSnapshot> holder,
        Optional<ContainerSnapshot> replacement,
        Optional<ContainerSnapshot> lock,
        List<ContainerSnapshot> ours) {
    ContainerName server() {
        return names.server();
    }

    MigrationId migration() {
        return names.migration();
    }
}
