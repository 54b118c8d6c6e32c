package io.github.pmmmigration.internal.decision;

import static io.github.pmmmigration.step.HelperTask.PRECOPY;
import static io.github.pmmmigration.step.HelperTask.PREPARE;
import static io.github.pmmmigration.step.HelperTask.RESTORE_OWNERSHIP;
import static io.github.pmmmigration.step.HelperTask.SAVE_RECORDS;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.error.Finding;
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

/** What to do next on the way to the replacement. The order of the rooms below is the order of the actions. */
final class ForwardDecision {
    private final MigrationIntent intent;
    private final ServerObservation seen;
    private final Moves moves;
    private final StandIn standIn;

    ForwardDecision(MigrationIntent intent, ServerObservation seen) {
        this.intent = intent;
        this.seen = seen;
        this.moves = new Moves(intent, seen);
        this.standIn = new StandIn(intent, seen, moves);
    }

    Convergence next() {
        if (isOver()) {
            return new Convergence.Reached();
        }
        return moves.lock(Phase.PREPARE_REPLACEMENT)
                .or(this::impediment)
                .or(() -> standIn.provide(Phase.PREPARE_REPLACEMENT))
                .or(this::prepareReplacement)
                .or(() -> standIn.takeOver(Phase.STOP_SERVER))
                .or(this::stopSource)
                .or(() -> standIn.holdName(Phase.STOP_SERVER))
                .or(this::prepareData)
                .or(this::cutOver)
                .or(this::finish)
                .orElseGet(Convergence.Reached::new);
    }

    /** The lock is given back last, so it is not taken again when all is done. */
    private boolean isOver() {
        return seen.reached(Milestone.VERIFIED)
                && seen.lock().isEmpty()
                && seen.formerLocks().isEmpty()
                && seen.helpers().isEmpty()
                && !standIn.mustSucceed()
                && seen.replacement()
                        .filter(container -> container.restartPolicy().equals(intent.restartPolicy()))
                        .isPresent();
    }

    private Optional<Convergence> impediment() {
        if (seen.source().isEmpty()) {
            return Optional.of(new Convergence.Blocked(Phase.PREPARE_REPLACEMENT, Impediments.sourceGone(intent)));
        }
        return Impediments.foreignNameHolder(intent, seen)
                .or(() -> Impediments.bothServersRun(seen))
                .or(() -> seen.replacement().flatMap(this::otherPlan))
                .map(finding -> new Convergence.Blocked(Phase.PREPARE_REPLACEMENT, finding));
    }

    private Optional<Finding> otherPlan(ContainerSnapshot replacement) {
        boolean same = intent.digest().equals(replacement.label(Labels.DIGEST).orElse(""));
        return same || !replacement.state().everStarted()
                ? Optional.empty()
                : Optional.of(Impediments.otherPlan(replacement));
    }

    private Optional<Convergence> prepareReplacement() {
        if (seen.replacement().filter(this::hasOtherDigest).isPresent()) {
            return moves.remove(Phase.PREPARE_REPLACEMENT, seen.replacement().orElseThrow());
        }
        return moves.staleHelper(Phase.PREPARE_REPLACEMENT)
                .or(this::reopenedPreparation)
                .or(() -> seen.replacement().isPresent() ? Optional.empty() : makeReplacement());
    }

    private boolean hasOtherDigest(ContainerSnapshot replacement) {
        return !intent.digest().equals(replacement.label(Labels.DIGEST).orElse(""));
    }

    /** After an interrupted rollback the ownership was put back: the preparation must be made again. */
    private Optional<Convergence> reopenedPreparation() {
        return seen.helper(RESTORE_OWNERSHIP)
                .flatMap(restore -> moves.discard(
                        Phase.PREPARE_REPLACEMENT, seen.helper(PREPARE).orElse(restore)));
    }

    private Optional<Convergence> makeReplacement() {
        if (seen.targetImage().isEmpty() || (intent.pullAlways() && !seen.reached(Milestone.PULLED))) {
            return next(Phase.PREPARE_REPLACEMENT, new EngineAction.PullImage(intent.target()));
        }
        if (!seen.reached(Milestone.BASELINE_TAKEN) && serves()) {
            return next(Phase.PREPARE_REPLACEMENT, new EngineAction.TakeBaseline());
        }
        return foreignVolume()
                .or(this::missingVolume)
                .or(() -> next(
                        Phase.PREPARE_REPLACEMENT,
                        new EngineAction.CreateContainer(intent.replacement().get(), "replacement")));
    }

    /** Nobody can be asked of a server that does not run, whose user has agreed to do without a comparison. */
    private boolean serves() {
        return seen.source().filter(source -> source.state().isRunning()).isPresent();
    }

    private Optional<Convergence> foreignVolume() {
        return intent.volumes().values().stream()
                .flatMap(spec -> Optional.ofNullable(seen.volumes().get(spec.name())).stream())
                .filter(volume -> volume.ownedBy(intent.names().migration()).isEmpty())
                .min(Comparator.comparing(volume -> volume.name().value()))
                .map(volume -> new Convergence.Blocked(Phase.PREPARE_REPLACEMENT, Impediments.volumeTaken(volume)));
    }

    private Optional<Convergence> missingVolume() {
        return intent.volumes().entrySet().stream()
                .filter(volume -> !seen.volumes().containsKey(volume.getValue().name()))
                .sorted(Map.Entry.comparingByKey())
                .findFirst()
                .flatMap(volume -> next(
                        Phase.PREPARE_REPLACEMENT, new EngineAction.CreateVolume(volume.getValue(), volume.getKey())));
    }

    private Optional<Convergence> stopSource() {
        ContainerSnapshot source = seen.source().orElseThrow();
        if (source.state().isActive()) {
            return moves.begun(Phase.PREPARE_REPLACEMENT, SAVE_RECORDS)
                    .or(this::precopy)
                    .or(() -> moves.helper(Phase.PREPARE_REPLACEMENT, SAVE_RECORDS, ""))
                    .or(() -> seen.reached(Milestone.CUT_OVER_APPROVED)
                            ? Optional.empty()
                            : next(Phase.STOP_SERVER, new EngineAction.AwaitApproval()))
                    .or(() -> moves.helperAtTheReady(Phase.STOP_SERVER, PREPARE, Moves.stopToken(source)))
                    .or(() -> moves.policy(Phase.STOP_SERVER, source, RestartPolicy.NO))
                    .or(() -> next(
                            Phase.STOP_SERVER,
                            new EngineAction.StopServer(source.id(), source.name(), intent.stopGrace())));
        }
        return moves.policy(Phase.STOP_SERVER, source, RestartPolicy.NO);
    }

    private Optional<Convergence> precopy() {
        return copiesData() ? moves.helper(Phase.PREPARE_REPLACEMENT, PRECOPY, "") : Optional.empty();
    }

    private boolean copiesData() {
        return !(intent.strategy() instanceof DataStrategy.InPlace inPlace) || inPlace.backup();
    }

    private Optional<Convergence> prepareData() {
        ContainerSnapshot source = seen.source().orElseThrow();
        if (seen.replacement()
                .filter(replacement -> replacement.state().everStarted())
                .isPresent()) {
            return Optional.empty();
        }
        return seen.helper(PRECOPY)
                .filter(helper -> helper.state().isActive())
                .flatMap(helper -> moves.await(Phase.PREPARE_DATA, PRECOPY, helper))
                .or(() -> moves.helper(Phase.PREPARE_DATA, PREPARE, Moves.stopToken(source)));
    }

    private Optional<Convergence> cutOver() {
        ContainerSnapshot source = seen.source().orElseThrow();
        ContainerSnapshot replacement = seen.replacement().orElseThrow();
        if (source.name().equals(intent.names().server())) {
            return moves.rename(Phase.REPLACE_CONTAINER, source, intent.names().retired());
        }
        if (!replacement.name().equals(intent.names().server())) {
            return moves.rename(
                    Phase.REPLACE_CONTAINER, replacement, intent.names().server());
        }
        return start(replacement);
    }

    private Optional<Convergence> start(ContainerSnapshot replacement) {
        if (replacement.state().isActive() || seen.reached(Milestone.VERIFIED)) {
            return Optional.empty();
        }
        if (seen.reached(Milestone.REPLACEMENT_STARTED)) {
            return Optional.of(new Convergence.Blocked(Phase.AWAIT_READINESS, Impediments.exited(replacement)));
        }
        return next(
                Phase.REPLACE_CONTAINER,
                new EngineAction.StartContainer(replacement.id(), replacement.name(), Milestone.REPLACEMENT_STARTED));
    }

    private Optional<Convergence> finish() {
        ContainerSnapshot replacement = seen.replacement().orElseThrow();
        if (!seen.reached(Milestone.READY)) {
            return next(
                    Phase.AWAIT_READINESS,
                    new EngineAction.AwaitReadiness(replacement.id(), replacement.name(), Milestone.READY));
        }
        if (intent.convertsKeys() && !seen.reached(Milestone.KEYS_MIGRATED)) {
            return next(Phase.MIGRATE_API_KEYS, new EngineAction.MigrateApiKeys());
        }
        if (!seen.reached(Milestone.VERIFIED)) {
            return next(Phase.VERIFY, new EngineAction.Verify());
        }
        return moves.policy(Phase.FINISH, replacement, intent.restartPolicy())
                .or(() -> standIn.succeed(Phase.FINISH))
                .or(() -> moves.report(Phase.FINISH, "migrated"))
                .or(() -> moves.clearAway(Phase.FINISH));
    }

    private static Optional<Convergence> next(Phase<?, ?> phase, EngineAction action) {
        return Optional.of(new Convergence.Next(phase, action));
    }
}
