package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the engine did not answer; if the request had been sent, its outcome is unknown.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineUnavailableException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public EngineUnavailableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
