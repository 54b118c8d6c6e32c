package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the engine did not answer; if the request had been sent, its outcome is unknown.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineUnavailableException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public EngineUnavailableException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public EngineUnavailableException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
