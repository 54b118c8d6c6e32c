package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a name is taken by another container.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class NameConflictException extends EngineRejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public NameConflictException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
