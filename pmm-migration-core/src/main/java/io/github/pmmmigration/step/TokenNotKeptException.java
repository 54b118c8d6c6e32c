package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the file for a new token cannot be made so that its owner alone can read it.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class TokenNotKeptException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception and keeps its cause. */
    public TokenNotKeptException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
