package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server does not answer, or answers that it cannot now (5xx).
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ServerUnavailableException extends ServerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the HTTP client said, if anything. */
    public ServerUnavailableException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
