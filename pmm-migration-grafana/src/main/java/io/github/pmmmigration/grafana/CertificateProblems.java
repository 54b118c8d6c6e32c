package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.CertificateNotTrustedException;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Says why a server's certificate was refused: unknown, out of date, or made for another name. */
final class CertificateProblems {
    private static final int DEEPEST_CAUSE = 20;

    private final String purpose;
    private final URI address;

    CertificateProblems(String purpose, URI address) {
        this.purpose = purpose;
        this.address = address;
    }

    /** Returns the exception, if a certificate is what it was about. */
    Optional<ServerException> explain(IOException cause) {
        if (find(cause, SSLPeerUnverifiedException.class).isPresent()) {
            return Optional.of(otherName(cause));
        }
        return find(cause, CertificateException.class).map(refusal -> refused(refusal, cause));
    }

    private ServerException refused(CertificateException refusal, IOException cause) {
        String shown = refusal instanceof RejectedCertificateException rejected ? rejected.shown() : "";
        boolean expired = find(refusal, CertificateExpiredException.class).isPresent();
        boolean early = find(refusal, CertificateNotYetValidException.class).isPresent();
        if (expired || early) {
            String when = expired ? "has expired" : "is not valid yet";
            return problem(
                    when + shown,
                    "Renew the certificate and check the clocks of both sides. To go on with this one, trust exactly this"
                            + " certificate, or any certificate with trustSelfSigned.",
                    cause);
        }
        return problem(
                "is not signed by an authority that is trusted" + shown,
                "Pass the certificate of the authority that signed it as CA file. If the certificate is self-signed, and"
                        + " you are sure that this is your server, accept it with trustSelfSigned.",
                cause);
    }

    private ServerException otherName(IOException cause) {
        return problem(
                "was made for another host name than '" + address.getHost() + "'",
                "Use an address with a name that the certificate carries, or have the certificate made for this one."
                        + " If you are sure that this is your server, accept it with trustSelfSigned.",
                cause);
    }

    private ServerException problem(String what, String remedy, IOException cause) {
        return new CertificateNotTrustedException(
                new Problem(
                        ServerCodes.CERTIFICATE_NOT_TRUSTED,
                        "Could not " + purpose + ": the certificate that " + address + " shows " + what + ".",
                        "Nothing was sent.",
                        remedy),
                cause);
    }

    private static <T> Optional<T> find(Throwable start, Class<T> type) {
        Throwable current = start;
        for (int depth = 0; current != null && depth < DEEPEST_CAUSE; depth++) {
            if (type.isInstance(current)) {
                return Optional.of(type.cast(current));
            }
            current = current.getCause();
        }
        return Optional.empty();
    }
}
