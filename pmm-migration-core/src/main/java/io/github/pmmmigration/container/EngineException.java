package io.github.pmmmigration.container;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call to the container engine did not do what was asked.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class EngineException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public EngineException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
