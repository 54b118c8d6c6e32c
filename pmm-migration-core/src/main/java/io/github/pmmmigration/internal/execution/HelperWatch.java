package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.internal.data.HelperOutput;
import io.github.pmmmigration.step.EngineAction;
import java.time.Duration;
import java.util.OptionalInt;

/** Waits for helpers to end and passes on what they say about their progress; there is no limit of time. */
final class HelperWatch {
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final int LINES = 5;

    private final Run run;

    HelperWatch(Run run) {
        this.run = run;
    }

    void await(EngineAction.AwaitHelper action) {
        OptionalInt exit = run.engine().waitForExit(action.helper(), GLANCE);
        while (exit.isEmpty()) {
            if (run.isCancelled()) {
                throw Cancellation.now();
            }
            HelperOutput.parse(run.engine().logTail(action.helper(), LINES))
                    .progress()
                    .ifPresent(progress -> run.progress(
                            progress.bytes(),
                            progress.totalBytes(),
                            "bytes",
                            action.task().label()));
            exit = run.engine().waitForExit(action.helper(), GLANCE);
        }
    }
}
