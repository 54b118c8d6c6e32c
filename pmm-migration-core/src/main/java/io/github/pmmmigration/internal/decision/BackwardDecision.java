package io.github.pmmmigration.internal.decision;

import static io.github.pmmmigration.step.HelperTask.PREPARE;
import static io.github.pmmmigration.step.HelperTask.RESTORE_OWNERSHIP;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.data.HelperFailure;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What to do next on the way back to the source. The order of the rooms below is the order of the actions. */
final class BackwardDecision {
    private static final Phase<?, ?> BACK = Phase.ROLL_BACK;

    private final MigrationIntent intent;
    private final ServerObservation seen;
    private final Moves moves;
    private final StandIn standIn;

    BackwardDecision(MigrationIntent intent, ServerObservation seen) {
        this.intent = intent;
        this.seen = seen;
        this.moves = new Moves(intent, seen);
        this.standIn = new StandIn(intent, seen, moves);
    }

    Convergence next() {
        if (isOver()) {
            return new Convergence.Reached();
        }
        return moves.lock(BACK)
                .or(() -> standIn.takeOver(BACK))
                .or(this::loss)
                .or(this::setSuccessorsAside)
                .or(this::foreigner)
                .or(this::setReplacementAside)
                .or(this::endForwardHelpers)
                .or(() -> runsOnBackup() ? serveFromBackup() : serveFromSource())
                .or(this::forgetReplacement)
                .or(() -> standIn.dismiss(BACK))
                .or(() -> moves.report(BACK, "rolled-back"))
                .or(() -> moves.clearAway(BACK))
                .orElseGet(Convergence.Reached::new);
    }

    /** The lock is given back last, so it is not taken again when all is done. */
    private boolean isOver() {
        return seen.reached(Milestone.SOURCE_READY)
                && seen.lock().isEmpty()
                && seen.formerLocks().isEmpty()
                && seen.helpers().isEmpty()
                && seen.replacement().isEmpty()
                && !standIn.isNeedless();
    }

    private Optional<Convergence> loss() {
        return unavoidableLoss().map(finding -> new Convergence.Blocked(BACK, finding));
    }

    private Optional<Convergence> foreigner() {
        return Impediments.foreignNameHolder(intent, seen).map(finding -> new Convergence.Blocked(BACK, finding));
    }

    /** Further hops were made since: what serves now is kept under another name, like a replacement. */
    private Optional<Convergence> setSuccessorsAside() {
        return seen.successors().stream()
                .sorted(Comparator.comparing(container -> container.name().value()))
                .flatMap(container -> setAside(container).stream())
                .findFirst();
    }

    private Optional<Convergence> setAside(ContainerSnapshot container) {
        return moves.policy(BACK, container, RestartPolicy.NO)
                .or(() -> container.state().isActive()
                        ? Moves.next(
                                BACK, new EngineAction.StopServer(container.id(), container.name(), intent.stopGrace()))
                        : Optional.empty())
                .or(() -> moves.rename(BACK, container, intent.names().abandoned(container.id())));
    }

    private Optional<Finding> unavoidableLoss() {
        if (seen.source().isEmpty()) {
            return Optional.of(Impediments.sourceGone(intent));
        }
        if (replacementStarted() && !intent.strategy().reversibleAfterStart()) {
            return Optional.of(Impediments.noWayBack(seen.replacement().orElseThrow()));
        }
        return backupGone() ? Optional.of(Impediments.backupGone(intent)) : Optional.empty();
    }

    /** An engine makes up an empty volume for a container whose volume does not exist, and PMM 2 would start on that. */
    private boolean backupGone() {
        return runsOnBackup()
                && seen.restored().isEmpty()
                && !seen.hasVolume(intent.names().backup(), intent.names().migration());
    }

    private boolean replacementStarted() {
        return seen.replacement()
                .filter(replacement -> replacement.state().everStarted())
                .isPresent();
    }

    /** Whether the source's own data belongs to PMM 3 now, so that PMM 2 has to run on the backup. */
    private boolean runsOnBackup() {
        return seen.restored().isPresent()
                || ownersForgotten()
                || (replacementStarted() && intent.strategy() instanceof DataStrategy.InPlace);
    }

    /** Whether the recorded owners cannot be read any more, while the backup, verified before, still has them. */
    private boolean ownersForgotten() {
        boolean backup = intent.strategy() instanceof DataStrategy.InPlace inPlace
                && inPlace.backup()
                && seen.helper(PREPARE).filter(BackwardDecision::succeeded).isPresent();
        return backup
                && seen.helper(RESTORE_OWNERSHIP)
                        .filter(helper -> !seen.staleHelpers().contains(helper.id()))
                        .filter(helper -> helper.state().hasExited()
                                && helper.state().exitCode() == HelperFailure.RECORDS_DAMAGED.exitCode())
                        .isPresent();
    }

    private static boolean succeeded(ContainerSnapshot helper) {
        return helper.state().hasExited() && helper.state().exitCode() == 0;
    }

    private Optional<Convergence> setReplacementAside() {
        if (seen.replacement().isEmpty()) {
            return Optional.empty();
        }
        ContainerSnapshot replacement = seen.replacement().orElseThrow();
        if (replacement.state().everStarted()) {
            Optional<Convergence> disarmed = moves.policy(BACK, replacement, RestartPolicy.NO);
            if (disarmed.isPresent()) {
                return disarmed;
            }
        }
        if (replacement.state().isActive()) {
            return Moves.next(
                    BACK, new EngineAction.StopServer(replacement.id(), replacement.name(), intent.stopGrace()));
        }
        return replacement.name().equals(intent.names().server())
                ? moves.rename(BACK, replacement, intent.names().replacement())
                : Optional.empty();
    }

    private Optional<Convergence> endForwardHelpers() {
        return seen.helpers().entrySet().stream()
                .filter(entry -> entry.getKey() != RESTORE_OWNERSHIP)
                .map(Map.Entry::getValue)
                .filter(helper -> helper.state().isActive())
                .findFirst()
                .flatMap(helper -> moves.discard(BACK, helper));
    }

    private Optional<Convergence> serveFromSource() {
        ContainerSnapshot source = seen.source().orElseThrow();
        return restoreOwnership(source)
                .or(() -> moves.rename(BACK, source, intent.names().server()))
                .or(() -> serve(source));
    }

    /**
     * Puts the owners back if they were changed; which the records know. The same helper refuses where the data is gone: the engine
     * would start the source in a new and empty folder.
     */
    private Optional<Convergence> restoreOwnership(ContainerSnapshot source) {
        boolean begun = seen.helper(PREPARE).isPresent()
                || seen.hasVolume(intent.names().records(), intent.names().migration());
        if (!begun || source.state().isActive()) {
            return Optional.empty();
        }
        return staleOwnershipHelper().or(() -> moves.helper(BACK, RESTORE_OWNERSHIP, Moves.stopToken(source)));
    }

    private Optional<Convergence> staleOwnershipHelper() {
        return seen.helper(RESTORE_OWNERSHIP)
                .filter(helper -> seen.staleHelpers().contains(helper.id()))
                .flatMap(helper -> moves.discard(BACK, helper));
    }

    private Optional<Convergence> serveFromBackup() {
        ContainerSnapshot source = seen.source().orElseThrow();
        if (source.name().equals(intent.names().server())) {
            return moves.rename(BACK, source, intent.names().retired());
        }
        Optional<Convergence> disarmed = moves.policy(BACK, source, RestartPolicy.NO);
        if (disarmed.isPresent()) {
            return disarmed;
        }
        if (source.state().isActive()) {
            // somebody started it by hand: it has the ports, and data that PMM 3 has changed
            return Moves.next(BACK, new EngineAction.StopServer(source.id(), source.name(), intent.stopGrace()));
        }
        if (seen.restored().isEmpty()
                && intent.preserved().isPresent()
                && seen.preservedImage().isEmpty()) {
            return Moves.next(
                    BACK,
                    new EngineAction.PreserveLayer(
                            source.id(), source.name(), intent.preserved().get()));
        }
        if (seen.restored().isEmpty()) {
            return Moves.next(
                    BACK, new EngineAction.CreateContainer(intent.restored().get(), "restored"));
        }
        ContainerSnapshot restored = seen.restored().orElseThrow();
        return moves.rename(BACK, restored, intent.names().server()).or(() -> serve(restored));
    }

    private Optional<Convergence> serve(ContainerSnapshot server) {
        if (!server.state().isActive()) {
            return seen.reached(Milestone.SOURCE_STARTED) ? Optional.of(exited(server)) : start(server);
        }
        if (!seen.reached(Milestone.SOURCE_READY)) {
            return Moves.next(
                    BACK, new EngineAction.AwaitReadiness(server.id(), server.name(), Milestone.SOURCE_READY));
        }
        return moves.policy(BACK, server, intent.restartPolicy());
    }

    private static Convergence exited(ContainerSnapshot server) {
        return new Convergence.Blocked(BACK, Impediments.sourceExited(server));
    }

    private static Optional<Convergence> start(ContainerSnapshot server) {
        return Moves.next(BACK, new EngineAction.StartContainer(server.id(), server.name(), Milestone.SOURCE_STARTED));
    }

    /** A replacement that never ran holds nothing and is removed; one that ran is kept under another name. */
    private Optional<Convergence> forgetReplacement() {
        return seen.replacement().flatMap(replacement -> {
            if (!replacement.state().everStarted()) {
                return moves.remove(BACK, replacement);
            }
            return moves.rename(BACK, replacement, intent.names().abandoned(replacement.id()));
        });
    }
}
