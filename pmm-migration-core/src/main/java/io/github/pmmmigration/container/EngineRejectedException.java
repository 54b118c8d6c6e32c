package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the engine definitely refused; nothing was changed by the call.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineRejectedException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public EngineRejectedException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public EngineRejectedException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
