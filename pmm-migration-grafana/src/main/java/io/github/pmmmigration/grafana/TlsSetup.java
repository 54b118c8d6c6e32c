package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.TlsTrust;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gives a client the trust that an endpoint asks for. */
final class TlsSetup {
    private TlsSetup() {}

    static OkHttpClient.Builder apply(TlsTrust trust, OkHttpClient.Builder builder) {
        if (trust instanceof TlsTrust.CaFile ca) {
            List<X509Certificate> authorities = PemCertificates.read(ca.file());
            return trusting(new ExplainingTrustManager(List.of(system(), signedBy(authorities)), Set.of()), builder);
        }
        if (trust instanceof TlsTrust.Pinned pinned) {
            return pinning(Set.copyOf(PemCertificates.parse(pinned.pemCertificates())), builder);
        }
        if (trust instanceof TlsTrust.AnyCertificate) {
            return trusting(new AnyTrustManager(), builder).hostnameVerifier((host, session) -> true);
        }
        return trusting(new ExplainingTrustManager(List.of(system()), Set.of()), builder);
    }

    private static OkHttpClient.Builder pinning(Set<X509Certificate> pins, OkHttpClient.Builder builder) {
        HostnameVerifier otherwise = new OkHttpClient().hostnameVerifier();
        return trusting(new ExplainingTrustManager(List.of(system()), pins), builder)
                .hostnameVerifier((host, session) -> isPinned(session, pins) || otherwise.verify(host, session));
    }

    private static boolean isPinned(SSLSession session, Set<X509Certificate> pins) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate leaf && pins.contains(leaf);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static OkHttpClient.Builder trusting(X509ExtendedTrustManager manager, OkHttpClient.Builder builder) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return builder.sslSocketFactory(context.getSocketFactory(), manager);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime cannot do TLS", e);
        }
    }

    private static X509ExtendedTrustManager system() {
        return manager(null);
    }

    private static X509ExtendedTrustManager signedBy(List<X509Certificate> authorities) {
        return manager(PemCertificates.store(authorities));
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no usable trust store", e);
        }
    }
}
