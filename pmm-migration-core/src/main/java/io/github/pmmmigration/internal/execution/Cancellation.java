package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.step.MigrationCancelledException;

/** The one way to say that somebody asked to stop. */
final class Cancellation {
    private Cancellation() {}

    static MigrationCancelledException now() {
        return new MigrationCancelledException(new Problem(
                "CANCELLED",
                "The migration was cancelled.",
                "What was done until then stays done; nothing is in flux.",
                "Run it again to continue, or roll back."));
    }
}
