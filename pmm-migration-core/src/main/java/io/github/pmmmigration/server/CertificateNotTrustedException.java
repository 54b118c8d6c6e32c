package io.github.pmmmigration.server;

import io.github.pmmmigration.error.Problem;

/**
 * Thrown when the server's certificate is not trusted, has expired, or carries another name.
 *
 * <p>Immutable apart from what every throwable carries.
 *
 * @since 0.1
 */
public class CertificateNotTrustedException extends ServerUnavailableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception for a problem that has no technical cause. */
    public CertificateNotTrustedException(Problem problem) {
        super(problem);
    }

    /** Creates the exception and keeps what the client library said as its cause. */
    public CertificateNotTrustedException(Problem problem, Throwable cause) {
        super(problem, cause);
    }
}
