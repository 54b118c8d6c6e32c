package io.github.pmmmigration.step;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when a server did not become ready in time, or ended while it was waited for.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ReadinessTimeoutException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ReadinessTimeoutException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public ReadinessTimeoutException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
