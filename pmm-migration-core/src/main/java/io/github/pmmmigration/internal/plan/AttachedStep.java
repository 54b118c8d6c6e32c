package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import java.util.Objects;

/** An own step and the border it is attached to. */
public record AttachedStep(Phase<?, ?> phase, boolean before, Class<?> state, MigrationStep<?> step) {
    /** Rejects borders that no run passes: a step there would never run, and nobody would notice. */
    public AttachedStep {
        Objects.requireNonNull(step, "step");
        if (phase == Phase.ROLL_BACK) {
            throw new IllegalArgumentException("no step runs at ROLL_BACK: let revert() of a step undo what it did");
        }
        if (before && phase == Phase.DETECT_STORAGE) {
            throw new IllegalArgumentException("no step runs before DETECT_STORAGE, because the data is found while"
                    + " looking, before anything is done: attach it after UPGRADE_SERVER");
        }
    }

    /** Returns a step at the beginning of a phase. */
    public static <I> AttachedStep before(Phase<I, ?> phase, MigrationStep<? super I> step) {
        return new AttachedStep(Objects.requireNonNull(phase, "phase"), true, phase.input(), step);
    }

    /** Returns a step at the end of a phase. */
    public static <O> AttachedStep after(Phase<?, O> phase, MigrationStep<? super O> step) {
        return new AttachedStep(Objects.requireNonNull(phase, "phase"), false, phase.output(), step);
    }
}
