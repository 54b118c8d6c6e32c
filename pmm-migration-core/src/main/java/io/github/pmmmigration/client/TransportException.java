package io.github.pmmmigration.client;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * A command could not be run where it should, or did not end.
 *
 * <p>Not safe for concurrent use, like all exceptions.
 *
 * @since 0.1
 */
public class TransportException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates one. */
    public TransportException(Problem problem) {
        super(problem);
    }

    /** Creates one with a cause. */
    public TransportException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
