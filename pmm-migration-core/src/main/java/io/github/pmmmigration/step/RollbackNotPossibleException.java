package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when there is no way back to PMM 2; the message holds the commands that help.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class RollbackNotPossibleException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public RollbackNotPossibleException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public RollbackNotPossibleException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
