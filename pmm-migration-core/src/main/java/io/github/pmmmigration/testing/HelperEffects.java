package io.github.pmmmigration.testing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What helper containers do to data on the {@link InMemoryContainerEngine}, by the task on their label.
 *
 * <p>A helper works in steps that are spread evenly over its simulated time, so that it can be ended half-way. One that awaits
 * its release begins with them when it gets the signal {@code SIGUSR1}. Helpers with an unknown task end with zero and change
 * nothing.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class HelperEffects {
    /** Note on a backup or copy: whole and verified, for the stop of the server that the text names. */
    public static final String COMPLETE = "complete";

    private static final Duration USUAL_TIME = Duration.ofMillis(25);
    private static final Effect NONE = new Effect(List.of(), USUAL_TIME, Integer.MAX_VALUE, 0, false);

    private final Map<String, Effect> effects;

    private HelperEffects(Map<String, Effect> effects) {
        this.effects = effects;
    }

    /** One thing that a helper does. */
    @FunctionalInterface
    public interface Step {
        /** Does it; {@link HelperRun#fail} ends the helper. */
        void perform(HelperRun run);
    }

    /** Returns effects for the tasks of this library. */
    public static HelperEffects standard() {
        return none().with("save-records", StandardHelpers.saveDocuments())
                .with("save-report", StandardHelpers.saveDocuments())
                .with("precopy", StandardHelpers.precopy())
                .with("prepare", StandardHelpers.prepare())
                .awaitingRelease("prepare")
                .with("restore-ownership", StandardHelpers.restoreOwnership());
    }

    /** Returns effects without any task. */
    public static HelperEffects none() {
        return new HelperEffects(Map.of());
    }

    /** Returns these effects with other steps for one task. */
    public HelperEffects with(String task, List<Step> steps) {
        return put(task, new Effect(List.copyOf(steps), of(task).time, Integer.MAX_VALUE, 0, of(task).awaitsRelease));
    }

    /** Returns these effects with one task taking that much simulated time; zero means that it ends as soon as it starts. */
    public HelperEffects lasting(String task, Duration time) {
        Objects.requireNonNull(time, "time");
        return put(
                task,
                new Effect(of(task).steps, time, of(task).survivedSteps, of(task).exitCode, of(task).awaitsRelease));
    }

    private HelperEffects awaitingRelease(String task) {
        return put(task, new Effect(of(task).steps, of(task).time, of(task).survivedSteps, of(task).exitCode, true));
    }

    /** Returns these effects with one task ending with an error after so many of its steps; after none it awaits no release. */
    public HelperEffects failingAfter(String task, int steps, int exitCode) {
        return put(task, new Effect(of(task).steps, of(task).time, steps, exitCode, of(task).awaitsRelease));
    }

    /** Returns how many steps a task has. */
    public int stepsOf(String task) {
        return of(task).steps.size();
    }

    Effect of(String task) {
        return effects.getOrDefault(Objects.requireNonNull(task, "task"), NONE);
    }

    private HelperEffects put(String task, Effect effect) {
        Map<String, Effect> more = new LinkedHashMap<>(effects);
        more.put(task, effect);
        return new HelperEffects(Map.copyOf(more));
    }

    /** The steps of one task, how long they take together, after how many of them it fails, and whether it waits before them. */
    record Effect(List<Step> steps, Duration time, int survivedSteps, int exitCode, boolean awaitsRelease) {
        boolean failsAfter(int stepsDone) {
            return stepsDone >= survivedSteps;
        }

        /** Returns how long after the start the step with this number is done. */
        Duration doneAfter(int step) {
            int parts = Math.max(1, Math.min(steps.size(), survivedSteps));
            return time.multipliedBy(step).dividedBy(parts);
        }
    }
}
