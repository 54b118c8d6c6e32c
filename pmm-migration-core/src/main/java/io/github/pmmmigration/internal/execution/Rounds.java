package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Makes checks again and again until they pass or the time is over: some things take a few scrapes to show. */
final class Rounds {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Advisory checks are given this part of the time, since nothing depends on them. */
    private static final int PART_FOR_ADVICE = 8;

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
        return result.checks().stream().anyMatch(Rounds::mayStillPass)
                && waited.compareTo(limit.dividedBy(PART_FOR_ADVICE)) < 0;
    }

    private static boolean mayStillPass(Check check) {
        return check.verdict() == Verdict.FAILED;
    }
}
