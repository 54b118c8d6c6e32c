package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.DataStrategy;
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

    /** The policy that the user gave the server, as our containers recorded it before it was disarmed. */
    Optional<RestartPolicy> sourcePolicy() {
        return ours.stream()
                .flatMap(container -> container.label(Labels.RESTART_POLICY).stream())
                .findFirst()
                .map(RestartPolicy::parse);
    }

    /**
     * PMM 3 served, and PMM 2 was about to serve again, on its backup or on the data that was only copied: what it writes from
     * then on would be lost on the way forward, so the only good way is to go back to the end.
     */
    boolean isGoingBack(DataStrategy strategy) {
        return state == MigrationStatus.State.INTERRUPTED
                && (new Roster(ours).restored().isPresent()
                        || (strategy instanceof DataStrategy.Copy && isSourceBack()));
    }

    private boolean isSourceBack() {
        boolean served =
                replacement.filter(container -> container.state().everStarted()).isPresent();
        return served
                && source.filter(container -> container.name().equals(server())).isPresent();
    }
}
