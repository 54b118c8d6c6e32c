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

/** Gives clients the trust that an endpoint asks for. */
final class TlsSetup {
    private final HostnameVerifier names;

    /** Reading the authorities of the runtime takes a moment, so it is done once, and only when TLS is wanted. */
    private @Nullable X509ExtendedTrustManager system;

    TlsSetup(HostnameVerifier names) {
        this.names = names;
    }

    OkHttpClient.Builder apply(TlsTrust trust, OkHttpClient.Builder builder) {
        if (trust instanceof TlsTrust.CaFile ca) {
            X509ExtendedTrustManager own = manager(PemCertificates.store(PemCertificates.read(ca.file())));
            return trusting(new ExplainingTrustManager(List.of(own, system()), Set.of()), builder);
        }
        if (trust instanceof TlsTrust.Pinned pinned) {
            return pinning(Set.copyOf(PemCertificates.parse(pinned.pemCertificates())), builder);
        }
        if (trust instanceof TlsTrust.AnyCertificate) {
            return trusting(new AnyTrustManager(), builder).hostnameVerifier((host, session) -> true);
        }
        return trusting(new ExplainingTrustManager(List.of(system()), Set.of()), builder);
    }

    private OkHttpClient.Builder pinning(Set<X509Certificate> pins, OkHttpClient.Builder builder) {
        return trusting(new ExplainingTrustManager(List.of(system()), pins), builder)
                .hostnameVerifier((host, session) -> isPinned(session, pins) || names.verify(host, session));
    }

    private synchronized X509ExtendedTrustManager system() {
        X509ExtendedTrustManager known = system;
        if (known == null) {
            known = manager(null);
            system = known;
        }
        return known;
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
