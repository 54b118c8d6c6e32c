package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.ExecResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why curl failed, in the exceptions that other transports throw; its numbers are those of its manual. */
final class CurlFailures {
    private static final Set<Integer> CERTIFICATE = Set.of(51, 60, 90);

    private CurlFailures() {}

    static boolean isAboutCertificate(ExecResult result) {
        return CERTIFICATE.contains(result.exitCode());
    }

    /** 127 is the shell's number for a missing program. */
    static IOException explain(ExecResult result) {
        return switch (result.exitCode()) {
            case 6 -> new UnknownHostException("curl does not know the host");
            case 7 -> new ConnectException("curl cannot connect");
            case 28 -> new SocketTimeoutException("curl waited in vain");
            case 51, 60, 90 -> certificate(result.standardError());
            case 127 -> new IOException("the container has no curl");
            default -> new IOException("curl ended with code " + result.exitCode());
        };
    }

    /** One number means many things here, so its words decide; other words than these mean an unknown signer. */
    private static IOException certificate(String said) {
        if (said.contains("subject name")) {
            return new SSLPeerUnverifiedException("curl expects another name");
        }
        CertificateException why = new CertificateException("curl does not trust the certificate");
        if (said.contains("expired")) {
            why = new CertificateExpiredException("curl says so");
        } else if (said.contains("not yet valid")) {
            why = new CertificateNotYetValidException("curl says so");
        }
        return new SSLException("curl refuses the certificate", why);
    }
}
