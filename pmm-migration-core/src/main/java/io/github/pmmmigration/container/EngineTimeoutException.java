package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when something on the engine did not end in time; it may still be going on.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineTimeoutException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public EngineTimeoutException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
