package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import io.github.pmmmigration.step.StepFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, asks for a decision, acts, and looks again, until the goal is reached.
 *
 * <p>A refusal of the engine may mean that a dead predecessor's call took effect late: it is believed only when the same
 * action is still wanted after looking again. An engine that does not answer leaves the outcome open: it is looked at again
 * until the patience is over.
 */
final class Driver {
    private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
    private static final int MOST_ACTIONS = 200;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Run run;
    private final Observer observer;
    private final Performer performer;
    private final ContainerMigrator migrator;
    private final PhaseTracker phases;
    private Optional<Refusal> refused = Optional.empty();

    private record Refusal(EngineAction action, EngineRejectedException cause) {}

    Driver(Run run, Observer observer, Performer performer, ContainerMigrator migrator, PhaseTracker phases) {
        this.run = run;
        this.observer = observer;
        this.performer = performer;
        this.migrator = migrator;
        this.phases = phases;
    }

    /**
     * Drives to the goal.
     *
     * @throws MigrationException when it cannot be reached; whatever was done stays done
     */
    void drive(MigrationGoal goal) {
        for (int count = 0; count < MOST_ACTIONS; count++) {
            Convergence convergence = migrator.next(goal, look(goal.direction()));
            if (convergence instanceof Convergence.Reached) {
                believe(goal);
                phases.complete();
                return;
            }
            if (convergence instanceof Convergence.Blocked blocked) {
                throw Blockades.exception(run, blocked);
            }
            if (convergence instanceof Convergence.Next next) {
                act(next.phase(), next.action(), goal.direction());
            }
        }
        throw endless();
    }

    /** An own migrator may say that it is done; that a server was seen to serve is for the run to know. */
    private void believe(MigrationGoal goal) {
        boolean seen = run.milestones.contains(Milestone.READY) || run.milestones.contains(Milestone.UPDATED);
        if (goal.direction() == MigrationGoal.Direction.FORWARD && !seen) {
            throw new StepFailedException(new Problem(
                    "GOAL_NOT_REACHED",
                    "The container migrator says that the goal is reached, but no new server was seen to serve.",
                    "What was done until then stays done.",
                    "Let the own migrator ask for AwaitReadiness or UpdateServer before it says so."));
        }
    }

    /** Sends away a helper that waits for a stop which is not to come now. */
    void dismiss() {
        ServerObservation seen = look(MigrationGoal.Direction.FORWARD);
        boolean serves =
                seen.source().filter(source -> source.state().isActive()).isPresent();
        if (!serves || phases.current().isEmpty()) {
            return;
        }
        Phase<?, ?> phase = phases.current().orElseThrow();
        Arrays.stream(HelperTask.values())
                .filter(HelperTask::awaitsRelease)
                .flatMap(task -> seen.helper(task).stream())
                .filter(helper -> helper.state().isActive())
                .forEach(helper -> {
                    carryOut(phase, new EngineAction.StopContainer(helper.id(), helper.name()));
                    carryOut(phase, new EngineAction.RemoveContainer(helper.id(), helper.name()));
                });
    }

    private ServerObservation look(MigrationGoal.Direction direction) {
        Instant start = run.now();
        while (true) {
            try {
                ServerObservation seen = observer.observe(direction, run.milestones, run.staleHelpers);
                LOG.trace("seen {}", seen);
                return seen;
            } catch (EngineUnavailableException e) {
                bePatient(start, e);
            }
        }
    }

    private void bePatient(Instant start, EngineUnavailableException e) {
        Duration patience = run.settings().timeouts().engineOutage();
        if (Duration.between(start, run.now()).compareTo(patience) >= 0) {
            throw e;
        }
        if (!run.pauseFor(PAUSE)) {
            throw Cancellation.now();
        }
    }

    private void act(Phase<?, ?> phase, EngineAction action, MigrationGoal.Direction direction) {
        if (run.isCancelled() && SafePoints.mayStopBefore(action, direction)) {
            throw Cancellation.now();
        }
        carryOut(phase, action);
    }

    private void carryOut(Phase<?, ?> phase, EngineAction action) {
        phases.enter(phase);
        Instant start = run.now();
        run.currentAction = action.id();
        run.events().publish(new ActionStarted(start, phase, action.id(), ActionText.describe(action)));
        boolean succeeded = false;
        try {
            succeeded = perform(action);
        } finally {
            Instant end = run.now();
            run.events().publish(new ActionFinished(end, phase, action.id(), succeeded, Duration.between(start, end)));
        }
    }

    private boolean perform(EngineAction action) {
        LOG.debug("{}", action);
        try {
            performer.perform(action);
            refused = Optional.empty();
            return true;
        } catch (EngineUnavailableException e) {
            LOG.debug("outcome of {} unknown, looking again", action.id());
            return false;
        } catch (EngineRejectedException e) {
            believeOnlyTwice(action, e);
            return false;
        }
    }

    private void believeOnlyTwice(EngineAction action, EngineRejectedException e) {
        if (refused.filter(refusal -> refusal.action().equals(action)).isPresent()) {
            throw e;
        }
        refused = Optional.of(new Refusal(action, e));
    }

    private MigrationBlockedException endless() {
        return new MigrationBlockedException(new Problem(
                "NO_PROGRESS",
                "The migration did not come to an end after " + MOST_ACTIONS + " actions.",
                "The last action was '" + run.currentAction + "'.",
                "Something else may be changing the same containers. Stop it, then run the migration again."));
    }
}
