package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when an image cannot be had: not in the registry, refused, out of reach, or no room for it.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ImageNotAvailableException extends EngineRejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ImageNotAvailableException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public ImageNotAvailableException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
