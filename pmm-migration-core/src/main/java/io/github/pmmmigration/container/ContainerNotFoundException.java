package io.github.pmmmigration.container;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when a container to be changed does not exist.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ContainerNotFoundException extends EngineRejectedException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ContainerNotFoundException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public ContainerNotFoundException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
