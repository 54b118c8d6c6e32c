package io.github.pmmmigration.server;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;

/**
 * Thrown when a call to PMM or Grafana did not do what was asked.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ServerException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ServerException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public ServerException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
