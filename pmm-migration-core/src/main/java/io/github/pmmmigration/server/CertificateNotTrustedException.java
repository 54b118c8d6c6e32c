package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the server's certificate is not trusted, has expired, or carries another name.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class CertificateNotTrustedException extends ServerUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception; the cause is what the HTTP client said, if anything. */
    public CertificateNotTrustedException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
