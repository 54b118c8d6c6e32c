package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.internal.plan.AttachedStep;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the user's own steps at the borders of phases, and reverts those of this run when the way back is taken. */
final class StepRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final Run run;
    private final StateFactory states;
    private final Deque<AttachedStep> applied = new ArrayDeque<>();

    StepRunner(Run run, StateFactory states) {
        this.run = run;
        this.states = states;
    }

    void before(Phase<?, ?> phase) {
        runSteps(phase, AttachedStep::before);
    }

    void after(Phase<?, ?> phase) {
        runSteps(phase, step -> !step.before());
    }

    private void runSteps(Phase<?, ?> phase, Predicate<AttachedStep> where) {
        run.settings().steps().stream()
                .filter(step -> step.phase().equals(phase))
                .filter(where)
                .forEach(this::apply);
    }

    private void apply(AttachedStep attached) {
        MigrationStep<Object> step = typed(attached);
        Object state = states.of(attached.state());
        Instant start = run.now();
        run.currentAction = step.id();
        run.events().publish(new ActionStarted(start, attached.phase(), step.id(), step.describe(state)));
        boolean succeeded = false;
        try {
            if (!step.isSatisfied(state, run)) {
                applied.push(attached);
                step.apply(state, run);
            }
            succeeded = true;
        } catch (MigrationException e) {
            throw e;
        } catch (Exception e) {
            throw failed(step, e);
        } finally {
            Duration duration = Duration.between(start, run.now());
            run.events().publish(new ActionFinished(run.now(), attached.phase(), step.id(), succeeded, duration));
        }
    }

    /** Reverts the steps of this run in reverse order; what fails is reported and does not stop the others. */
    void revert() {
        while (!applied.isEmpty()) {
            AttachedStep attached = applied.pop();
            MigrationStep<Object> step = typed(attached);
            try {
                step.revert(states.of(attached.state()), run);
            } catch (Exception e) {
                LOG.warn("Own step {} could not be reverted", step.id(), e);
                run.raise(io.github.pmmmigration.error.Finding.warning(
                        "STEP_NOT_REVERTED",
                        "The own step '" + step.id() + "' could not be reverted.",
                        e.getClass().getSimpleName(),
                        "Undo by hand what this step did."));
            }
        }
    }

    @SuppressWarnings("unchecked") // the builder only accepts steps for the state of their border
    private static MigrationStep<Object> typed(AttachedStep attached) {
        return (MigrationStep<Object>) attached.step();
    }

    private static StepFailedException failed(MigrationStep<Object> step, Exception cause) {
        return new StepFailedException(
                new Problem(
                        "STEP_FAILED",
                        "The own step '" + step.id() + "' failed: "
                                + cause.getClass().getSimpleName() + ".",
                        "Nothing after this step was done.",
                        "Remove the cause, then run the migration again: the step will run again too."),
                cause);
    }
}
