package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.UUID;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a TLS context from the folder that the {@code docker} command uses: {@code ca.pem} to know the engine by, {@code cert.pem} and
 * {@code key.pem} to be known by.
 *
 * <p>Done with the JDK alone: docker-java's own reader needs Bouncy Castle and registers it for the whole process.
 */
final class TlsFolder {
    private final Path folder;

    TlsFolder(Path folder) {
        this.folder = folder;
    }

    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EngineUnavailableException(
                    new Problem(
                            "ENGINE_TLS_INVALID",
                            "The certificates for the container engine in " + folder + " cannot be used: "
                                    + e.getMessage() + ".",
                            "Nothing was sent.",
                            "Give a folder that holds ca.pem, cert.pem and key.pem (without a password), readable by this user."),
                    e);
        }
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        Path file = folder.resolve("ca.pem");
        if (!Files.exists(file)) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Certificate certificate : certificates(file)) {
            store.setCertificateEntry(UUID.randomUUID().toString(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
        Path file = folder.resolve("cert.pem");
        if (!Files.exists(file)) {
            return null;
        }
        char[] password = UUID.randomUUID().toString().toCharArray();
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                Pem.privateKey(Files.readString(folder.resolve("key.pem"))),
                password,
                certificates(file).toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
