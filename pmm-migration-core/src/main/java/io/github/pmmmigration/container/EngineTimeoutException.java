package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when something on the engine did not end in time; it may still be going on.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineTimeoutException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public EngineTimeoutException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public EngineTimeoutException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
