package io.github.pmmmigration.testing;

import io.github.pmmmigration.testing.HelperEffects.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** A helper of this library: waits for its release if its task is of that kind, then performs the steps of its task, one after the other. */
final class HelperProcess implements MainProcess {
    private static final int ENDED_BY_SIGNAL = 143;
    private static final int NOT_RELEASED = 29;
    private static final String RELEASE = "SIGUSR1";
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final World world;
    private final Invariants invariants;
    private final Supplier<HelperEffects> effects;

    HelperProcess(World world, Invariants invariants, Supplier<HelperEffects> effects) {
        this.world = world;
        this.invariants = invariants;
        this.effects = effects;
    }

    @Override
    public void begin(SimulatedContainer helper, Instant now) {
        if (effect(helper).awaitsRelease() && !effect(helper).failsAfter(0)) {
            helper.print("phase waiting");
            helper.wakeAt(now.plus(PATIENCE));
        } else {
            work(helper, now);
        }
    }

    private void work(SimulatedContainer helper, Instant now) {
        helper.beginWork(now);
        helper.wakeAt(now.plus(effect(helper).doneAfter(1)));
    }

    @Override
    public boolean signal(SimulatedContainer helper, Instant now, String signal) {
        if (signal.equals(RELEASE) && helper.atWorkSince().isEmpty()) {
            work(helper, now);
        }
        return false;
    }

    @Override
    public boolean wake(SimulatedContainer helper, Instant now) {
        if (helper.atWorkSince().isEmpty()) {
            helper.planExit(now, NOT_RELEASED);
            return true;
        }
        Effect effect = effect(helper);
        int done = helper.stepsDone();
        if (effect.failsAfter(done)) {
            helper.print("simulated failure after " + done + " steps");
            helper.planExit(now, effect.exitCode());
            return true;
        }
        if (done < effect.steps().size() && !perform(helper, effect, now)) {
            return true;
        }
        helper.stepDone();
        if (helper.stepsDone() >= effect.steps().size()) {
            return true;
        }
        helper.wakeAt(helper.atWorkSince().orElse(now).plus(effect.doneAfter(helper.stepsDone() + 1)));
        return false;
    }

    private boolean perform(SimulatedContainer helper, Effect effect, Instant now) {
        try {
            effect.steps().get(helper.stepsDone()).perform(new HelperRun(helper, world, invariants));
            return true;
        } catch (HelperRun.Failure e) {
            helper.print(e.line());
            helper.planExit(now, e.exitCode());
            return false;
        }
    }

    @Override
    public End stop(SimulatedContainer helper, Duration grace) {
        return new End(helper.atWorkSince().isEmpty() ? NOT_RELEASED : ENDED_BY_SIGNAL, Duration.ZERO);
    }

    private Effect effect(SimulatedContainer helper) {
        return effects.get().of(helper.definition().task().orElse(""));
    }
}
