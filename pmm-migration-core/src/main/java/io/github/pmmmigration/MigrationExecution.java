package io.github.pmmmigration;

import io.github.pmmmigration.report.MigrationOutcome;
import java.util.concurrent.CompletionStage;

/**
 * A migration that runs on an executor of the caller's.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
public interface MigrationExecution {
    /** Returns the outcome to come; it completes exceptionally only for programming errors. */
    CompletionStage<MigrationOutcome> outcome();

    /**
     * Asks it to stop at the next safe point. While the server's name is in flux, that is the next stable one. What was done
     * stays done: run the plan again, or roll back.
     */
    void cancel();
}
