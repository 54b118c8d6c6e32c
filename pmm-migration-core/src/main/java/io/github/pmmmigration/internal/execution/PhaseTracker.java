package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.event.PhaseFinished;
import io.github.pmmmigration.event.PhaseStarted;
import io.github.pmmmigration.step.Phase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the phases of a run: opens and closes them in events, and lets own steps run at their borders. */
final class PhaseTracker {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseTracker.class);

    private final Run run;
    private final StepRunner steps;
    private Optional<Phase<?, ?>> current = Optional.empty();
    private int passed = -1;

    PhaseTracker(Run run, StepRunner steps) {
        this.run = run;
        this.steps = steps;
    }

    /** Makes this the phase of what follows. */
    void enter(Phase<?, ?> phase) {
        if (current.filter(phase::equals).isPresent()) {
            return;
        }
        close(true);
        passUntil(phase.order());
        LOG.info("{}", phase);
        current = Optional.of(phase);
        if (phase != Phase.ROLL_BACK) {
            run.events().publish(new PhaseStarted(run.now(), phase));
            steps.before(phase);
        }
    }

    Optional<Phase<?, ?>> current() {
        return current;
    }

    /** Ends the last phase; all borders were passed. */
    void complete() {
        close(true);
        if (passed < Phase.FINISH.order()) {
            passUntil(Phase.ROLL_BACK.order());
        }
    }

    /** Ends the current phase without success. */
    void fail() {
        close(false);
    }

    private void close(boolean succeeded) {
        current.filter(phase -> phase != Phase.ROLL_BACK)
                .ifPresent(phase -> run.events().publish(new PhaseFinished(run.now(), phase, succeeded)));
        current = Optional.empty();
    }

    /** Lets the steps run that belong behind phases which this run passed, or found passed already. */
    private void passUntil(int order) {
        if (order > Phase.FINISH.order() + 1) {
            return;
        }
        for (Phase<?, ?> phase : Phase.inOrder()) {
            if (phase.order() > passed && phase.order() < order) {
                passed = phase.order();
                steps.after(phase);
            }
        }
    }
}
