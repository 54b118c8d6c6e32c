package io.github.pmmmigration;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.MigrationCancelledException;
import java.util.Objects;

/**
 * Thrown by {@code execute()}, {@code rollBack()} and {@code commit()} when they did not reach their goal.
 *
 * <p>Its cause is the {@link MigrationException} that says why; the report says what was done and where things stand.
 * Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class MigrationFailedException extends MigrationException {
    private static final long serialVersionUID = 1L;

    private static final Problem CANCELLED = new Problem(
            "CANCELLED",
            "The migration was cancelled.",
            "What was done until then stays done; nothing is in flux.",
            "Run it again to continue, or roll back.");

    private final transient MigrationReport report;

    /** Creates the exception for a failure and the report of what was done until then. */
    public MigrationFailedException(MigrationReport report, MigrationException cause) {
        super(cause.problem(), cause);
        this.report = Objects.requireNonNull(report, "report");
    }

    /** Returns what was done. */
    public MigrationReport report() {
        return report;
    }

    static MigrationReport reportOrThrow(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.RolledBack back) {
            throw new MigrationFailedException(back.report(), back.cause());
        }
        if (outcome instanceof MigrationOutcome.Stopped stopped) {
            throw new MigrationFailedException(stopped.report(), stopped.cause());
        }
        if (outcome instanceof MigrationOutcome.Cancelled cancelled) {
            throw new MigrationFailedException(cancelled.report(), new MigrationCancelledException(CANCELLED));
        }
        return outcome.report();
    }
}
