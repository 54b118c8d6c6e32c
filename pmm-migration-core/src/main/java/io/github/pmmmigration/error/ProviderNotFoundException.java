package io.github.pmmmigration.error;

/**
 * Thrown when no implementation of a port was found on the class path or module path.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ProviderNotFoundException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ProviderNotFoundException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps its cause. */
    public ProviderNotFoundException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
