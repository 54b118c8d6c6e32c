package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.PKIXReason;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Finds out why an engine and this program do not trust each other.
 *
 * <p>An engine that does not want the client's certificate says so after the client believes that all is well, and closes; whoever
 * is writing then sees a broken pipe only. So, where nothing was heard, the handshake is made once more, and the engine listened to.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param host {@code tcp:} address
 * @param address the address for messages
 * @param context the context for TLS
 */
record TlsRefusal(URI host, String address, SSLContext context) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern ALERT = Pattern.compile(
            "fatal alert: ((?:bad|no|unsupported)_certificate|certificate_\\w+|unknown_ca|access_denied|handshake_failure)");
    private static final String FOLDER = "the folder of --tls-dir, DOCKER_CERT_PATH or the context";

    /** Returns the exception that tells it; empty when certificates are not the reason of the failure. */
    Optional<EngineException> explain(Exception failure) {
        Optional<SSLException> alert = alert(failure);
        return alert.isPresent() ? Optional.of(explained(alert.get(), failure)) : tryAgain(failure);
    }

    /** Returns what the engine said, where it was heard the first time. */
    private static Optional<SSLException> alert(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException told
                    && ALERT.matcher(String.valueOf(told.getMessage())).find()) {
                return Optional.of(told);
            }
        }
        return Optional.empty();
    }

    private Optional<EngineException> tryAgain(Exception failure) {
        try (Socket plain = new Socket()) {
            int limit = (int) PATIENCE.toMillis();
            plain.connect(new InetSocketAddress(host.getHost(), host.getPort()), limit);
            plain.setSoTimeout(limit);
            listen(plain);
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(explained(e, failure));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void listen(Socket plain) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, host.getHost(), host.getPort(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            socket.getInputStream().read();
        }
    }

    private EngineException explained(SSLException found, Exception failure) {
        Matcher alert = ALERT.matcher(String.valueOf(found.getMessage()));
        if (alert.find()) {
            return refused(
                    "it does not accept the certificate of this client (" + alert.group(1) + ")",
                    "Put a certificate that the engine's authority has signed and that is valid into cert.pem, and its key into"
                            + " key.pem, in " + FOLDER + ".",
                    failure);
        }
        Optional<String> doubt = doubt(found);
        if (doubt.isPresent()) {
            return refused(
                    "its certificate cannot be trusted: " + doubt.get(),
                    "Put the authority that signed it into ca.pem in " + FOLDER
                            + ", and use a name that the certificate has. That a context says 'skip-tls-verify' is not followed.",
                    failure);
        }
        return refused(
                String.valueOf(found.getMessage()),
                "Check that this is the port of the engine for TLS: 'docker --tlsverify version' must work.",
                failure);
    }

    private static boolean isUnsigned(Throwable cause) {
        if (cause instanceof CertPathValidatorException broken) {
            return broken.getReason() == PKIXReason.NO_TRUST_ANCHOR;
        }
        return cause instanceof CertPathBuilderException;
    }

    private static Optional<String> doubt(Throwable failure) {
        Optional<String> found = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isUnsigned(cause)) {
                return Optional.of("no authority in ca.pem has signed it");
            }
            if (cause instanceof CertificateExpiredException) {
                return Optional.of("it has expired (" + cause.getMessage() + ")");
            }
            if (cause instanceof CertificateException) {
                found = Optional.of(Redaction.clean(String.valueOf(cause.getMessage())));
            }
        }
        return found;
    }

    private EngineException refused(String reason, String remedy, Exception failure) {
        return new EngineUnavailableException(
                new Problem(
                        "ENGINE_TLS_REFUSED",
                        "There is no connection with TLS to the container engine at " + address + ": "
                                + Refusals.sentence(reason),
                        "The request was not sent, so it changed nothing.",
                        remedy),
                failure);
    }
}
