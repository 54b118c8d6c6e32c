package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when another process is at work on the same server.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class MigrationLockedException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public MigrationLockedException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public MigrationLockedException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
