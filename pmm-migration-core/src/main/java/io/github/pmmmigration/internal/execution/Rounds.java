package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Makes checks again and again until the required ones pass or the time is over: some things take a few scrapes to show.
 * Advisory ones are given a moment more, since nothing depends on them.
 */
final class Rounds {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final StepContext context;
    private final Duration limit;

    Rounds(StepContext context, Duration limit) {
        this.context = context;
        this.limit = limit;
    }

    VerificationResult make(Supplier<VerificationResult> round) {
        Instant start = context.clock().instant();
        VerificationResult result = round.get();
        while (isWorthWaiting(result, Duration.between(start, context.clock().instant()))) {
            if (!context.pauseFor(PAUSE)) {
                throw Cancellation.now();
            }
            result = round.get();
        }
        return result;
    }

    private boolean isWorthWaiting(VerificationResult result, Duration waited) {
        if (!result.succeeded()) {
            return waited.compareTo(limit) < 0;
        }
        return !result.failures().isEmpty() && waited.compareTo(MOMENT) < 0 && waited.compareTo(limit) < 0;
    }
}
