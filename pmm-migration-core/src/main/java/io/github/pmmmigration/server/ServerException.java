package io.github.pmmmigration.server;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a call to PMM or Grafana did not do what was asked.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ServerException extends MigrationException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the HTTP client said, if anything. */
    public ServerException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
