package io.github.pmmmigration.grafana;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** Thrown when no trust applies to a certificate; remembers what the certificate says. */
final class RejectedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final String shown;

    RejectedCertificateException(X509Certificate certificate, CertificateException cause) {
        super(cause.getMessage(), cause);
        this.shown = " (subject " + certificate.getSubjectX500Principal().getName() + ", issuer "
                + certificate.getIssuerX500Principal().getName() + ", valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + ")";
    }

    /** Returns the certificate's subject, issuer and validity, to go after a statement about it. */
    String shown() {
        return shown;
    }
}
