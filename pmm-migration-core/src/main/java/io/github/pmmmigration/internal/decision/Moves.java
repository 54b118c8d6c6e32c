package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.internal.data.HelperFailure;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Moves that both directions make: each returns what is missing, or nothing when all is as it should be. */
final class Moves {
    private final MigrationIntent intent;
    private final ServerObservation seen;

    Moves(MigrationIntent intent, ServerObservation seen) {
        this.intent = intent;
        this.seen = seen;
    }

    /**
     * Identifies a stop of the source by the start before it, which is known while the source still runs. What stands in for a
     * source that is gone was told when it was made.
     */
    static String stopToken(ContainerSnapshot source) {
        return source.state()
                .startedAt()
                .map(Instant::toString)
                .or(() -> source.label(Labels.STOP))
                .orElse("never");
    }

    Optional<Convergence> lock(Phase<?, ?> phase) {
        return seen.holdsLock() ? Optional.empty() : next(phase, new EngineAction.AcquireLock(intent.lock()));
    }

    Optional<Convergence> staleHelper(Phase<?, ?> phase) {
        return seen.helpers().values().stream()
                .filter(helper -> seen.staleHelpers().contains(helper.id()))
                .min(Comparator.comparing(helper -> helper.name().value()))
                .flatMap(helper -> discard(phase, helper));
    }

    /** Returns what is missing until the helper has done its work for this stop of the source. */
    Optional<Convergence> helper(Phase<?, ?> phase, HelperTask task, String stopToken) {
        ContainerSnapshot helper = seen.helpers().get(task);
        if (helper == null) {
            return next(phase, new EngineAction.RunHelper(task, intent.helpers().of(task, stopToken)));
        }
        if (!isFor(stopToken, helper)) {
            return discard(phase, helper);
        }
        if (helper.state().isActive()) {
            return await(phase, task, helper);
        }
        if (!helper.state().hasExited()) {
            return next(phase, new EngineAction.RunHelper(task, intent.helpers().of(task, stopToken)));
        }
        if (helper.state().exitCode() == HelperFailure.NOT_RELEASED.exitCode()) {
            return discard(phase, helper);
        }
        return helper.state().exitCode() == 0
                ? Optional.empty()
                : Optional.of(new Convergence.Blocked(phase, Impediments.helperFailed(task, helper)));
    }

    /** Starts a helper and does not wait for it. */
    Optional<Convergence> begun(Phase<?, ?> phase, HelperTask task) {
        boolean started =
                seen.helper(task).filter(helper -> helper.state().everStarted()).isPresent();
        return started ? Optional.empty() : helper(phase, task, "");
    }

    /** Saves the report where there are records. Nothing depends on it, so a failure is passed over. */
    Optional<Convergence> report(Phase<?, ?> phase, String occasion) {
        Optional<ContainerSnapshot> helper = seen.helper(HelperTask.SAVE_REPORT);
        boolean active = helper.filter(known -> known.state().isActive()).isPresent();
        boolean ended = helper.filter(
                        known -> occasion.equals(known.label(Labels.STOP).orElse("")))
                .filter(known -> known.state().hasExited())
                .isPresent();
        boolean over = ended || (seen.reached(Milestone.REPORT_BEGUN) && !active);
        return over || !hasRecords() ? Optional.empty() : helper(phase, HelperTask.SAVE_REPORT, occasion);
    }

    /** A volume that is not there must not be made up by the engine for a helper that mounts it. */
    private boolean hasRecords() {
        boolean used = seen.helpers().keySet().stream().anyMatch(task -> task != HelperTask.SAVE_REPORT);
        return used || seen.hasVolume(intent.names().records(), intent.names().migration());
    }

    /** Starts the helper for the coming stop of the source while that still serves; it waits to be released. */
    Optional<Convergence> helperAtTheReady(Phase<?, ?> phase, HelperTask task, String stopToken) {
        Optional<ContainerSnapshot> helper = seen.helper(task);
        if (helper.filter(found -> isFor(stopToken, found))
                .filter(found -> found.state().isActive())
                .isPresent()) {
            return Optional.empty();
        }
        return helper.filter(Moves::endedUnasked)
                .flatMap(found -> discard(phase, found))
                .or(() -> helper(phase, task, stopToken));
    }

    /** Whether it ended before the stop that it was to wait for, and not because it could not work. */
    private static boolean endedUnasked(ContainerSnapshot helper) {
        int code = helper.state().exitCode();
        return helper.state().hasExited() && (code == 0 || code > HelperFailure.FIRST_SIGNAL);
    }

    private static boolean isFor(String stopToken, ContainerSnapshot helper) {
        return stopToken.equals(helper.label(Labels.STOP).orElse(""));
    }

    Optional<Convergence> await(Phase<?, ?> phase, HelperTask task, ContainerSnapshot helper) {
        return next(phase, new EngineAction.AwaitHelper(task, helper.id(), helper.name()));
    }

    /** Ends a helper if it runs, then removes it. */
    Optional<Convergence> discard(Phase<?, ?> phase, ContainerSnapshot helper) {
        return helper.state().isActive()
                ? next(phase, new EngineAction.StopContainer(helper.id(), helper.name()))
                : remove(phase, helper);
    }

    Optional<Convergence> remove(Phase<?, ?> phase, ContainerSnapshot container) {
        return next(phase, new EngineAction.RemoveContainer(container.id(), container.name()));
    }

    Optional<Convergence> rename(Phase<?, ?> phase, ContainerSnapshot container, ContainerName name) {
        return container.name().equals(name)
                ? Optional.empty()
                : next(phase, new EngineAction.Rename(container.id(), container.name(), name));
    }

    Optional<Convergence> policy(Phase<?, ?> phase, ContainerSnapshot container, RestartPolicy policy) {
        return container.restartPolicy().equals(policy)
                ? Optional.empty()
                : next(phase, new EngineAction.SetRestartPolicy(container.id(), container.name(), policy));
    }

    /** Removes helpers, that of the report last, then the lock: with the lock gone the migration counts as over. */
    Optional<Convergence> clearAway(Phase<?, ?> phase) {
        Optional<Convergence> helper = seen.helpers().entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .flatMap(entry -> discard(phase, entry.getValue()));
        return helper.or(() -> seen.formerLocks().stream().findFirst().flatMap(lock -> remove(phase, lock)))
                .or(() ->
                        seen.lock().flatMap(lock -> next(phase, new EngineAction.ReleaseLock(lock.id(), lock.name()))));
    }

    static Optional<Convergence> next(Phase<?, ?> phase, EngineAction action) {
        return Optional.of(new Convergence.Next(phase, action));
    }
}
