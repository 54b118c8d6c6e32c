package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the state of the engine does not allow to go on.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class MigrationBlockedException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public MigrationBlockedException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public MigrationBlockedException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
