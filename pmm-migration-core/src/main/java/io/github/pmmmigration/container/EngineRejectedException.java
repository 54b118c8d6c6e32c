package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the engine definitely refused; nothing was changed by the call.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineRejectedException extends EngineException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public EngineRejectedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
