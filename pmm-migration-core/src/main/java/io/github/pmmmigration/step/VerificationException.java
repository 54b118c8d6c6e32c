package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when a required check failed after the migration.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class VerificationException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public VerificationException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public VerificationException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
