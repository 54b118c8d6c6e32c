package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the server does not answer, or answers that it cannot now (5xx).
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class ServerUnavailableException extends ServerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public ServerUnavailableException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public ServerUnavailableException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
