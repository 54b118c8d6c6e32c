package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server does not accept the credentials, or they may not do what was asked.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class AuthenticationFailedException extends ServerException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the HTTP client said, if anything. */
    public AuthenticationFailedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
