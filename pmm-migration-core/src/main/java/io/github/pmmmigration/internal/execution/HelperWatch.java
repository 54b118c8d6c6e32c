package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.internal.data.HelperOutput;
import io.github.pmmmigration.internal.data.PrepareSummary;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Releases helpers, waits for them to end and passes on what they say about their progress; there is no limit of time. */
final class HelperWatch {
    /** Tells a helper that awaits its release to work; one that works already takes no notice. */
    static final String RELEASE = "SIGUSR1";

    private static final String AT_THE_READY = "waiting";
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration BLINK = Duration.ofMillis(50);
    private static final int MOST_BLINKS = 40;
    private static final int LINES = 5;

    private final Run run;

    HelperWatch(Run run) {
        this.run = run;
    }

    /**
     * Waits until the helper says that it waits to be released, or has ended: what it looks at before does not lengthen the
     * downtime. Gives up soon when it says nothing, as an engine may keep no logs.
     */
    void awaitReady(ContainerId helper) {
        Optional<String> phase = Optional.empty();
        for (int blinks = 0; blinks < MOST_BLINKS || phase.isPresent(); blinks++) {
            boolean ended = run.engine()
                    .waitForExit(helper, blinks < MOST_BLINKS ? BLINK : GLANCE)
                    .isPresent();
            phase = output(helper).phase();
            if (ended || phase.filter(AT_THE_READY::equals).isPresent() || run.isCancelled()) {
                return;
            }
        }
    }

    void await(EngineAction.AwaitHelper action) {
        OptionalInt exit = glance(action);
        while (exit.isEmpty()) {
            if (run.isCancelled()) {
                throw Cancellation.now();
            }
            output(action.helper())
                    .progress()
                    .ifPresent(progress -> run.progress(
                            progress.bytes(),
                            progress.totalBytes(),
                            "bytes",
                            action.task().label()));
            exit = glance(action);
        }
        if (action.task() == HelperTask.PREPARE) {
            run.prepared = PrepareSummary.of(output(action.helper()));
        }
    }

    /** A signal that came too early is lost, so it is repeated. */
    private OptionalInt glance(EngineAction.AwaitHelper action) {
        if (action.task().awaitsRelease()) {
            run.engine().signal(action.helper(), RELEASE);
        }
        return run.engine().waitForExit(action.helper(), GLANCE);
    }

    private HelperOutput output(ContainerId helper) {
        return HelperOutput.parse(run.engine().logTail(helper, LINES));
    }
}
