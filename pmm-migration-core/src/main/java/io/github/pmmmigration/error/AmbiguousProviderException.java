package io.github.pmmmigration.error;

/**
 * Thrown when several implementations of a port have the same priority.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class AmbiguousProviderException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public AmbiguousProviderException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public AmbiguousProviderException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
