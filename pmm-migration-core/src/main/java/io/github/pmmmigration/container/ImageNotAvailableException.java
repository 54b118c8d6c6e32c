package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when an image cannot be had: not in the registry, refused, out of reach, or no room for it.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ImageNotAvailableException extends EngineRejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the engine's client said, if anything. */
    public ImageNotAvailableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
