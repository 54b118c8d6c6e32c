package io.github.pmmmigration.grafana;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts what is pinned, then what any of several others accept, and says what it saw when nobody does.
 *
 * <p>A pinned certificate is accepted by identity, whatever its signature and dates say: that the other side holds its
 * private key is proven by the handshake.
 */
final class ExplainingTrustManager extends X509ExtendedTrustManager {
    private final List<X509ExtendedTrustManager> others;
    private final Set<X509Certificate> pins;

    ExplainingTrustManager(List<X509ExtendedTrustManager> others, Set<X509Certificate> pins) {
        this.others = List.copyOf(others);
        this.pins = Set.copyOf(pins);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody is a client of ours");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        Stream<X509Certificate> issuers =
                others.stream().map(X509TrustManager::getAcceptedIssuers).flatMap(Stream::of);
        return Stream.concat(pins.stream(), issuers).toArray(X509Certificate[]::new);
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        if (!pins.contains(chain[0])) {
            checkOthers(chain[0], check);
        }
    }

    private void checkOthers(X509Certificate leaf, Check check) throws CertificateException {
        @Nullable CertificateException first = null;
        for (X509ExtendedTrustManager other : others) {
            try {
                check.by(other);
                return;
            } catch (CertificateException e) {
                first = first == null || isAboutDates(e) ? e : first;
            }
        }
        throw new RejectedCertificateException(leaf, first == null ? new CertificateException("nobody to ask") : first);
    }

    /** Whoever knows the signer tells more than whoever does not. */
    private static boolean isAboutDates(CertificateException refusal) {
        Throwable cause = refusal.getCause();
        while (cause != null && !(cause instanceof CertificateExpiredException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** One of the ways to ask a trust manager. */
    private interface Check {
        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }
}
