package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when a migration with other settings is half done.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ConflictingMigrationException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ConflictingMigrationException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public ConflictingMigrationException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
