package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;
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
    private static final String AUTHORITY = "ca.pem";
    private static final String CERTIFICATE = "cert.pem";

    private final Path folder;

    TlsFolder(Path folder) {
        this.folder = folder;
    }

    SSLContext context() {
        try {
            requireSomething();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EngineUnavailableException(
                    new Problem(
                            "ENGINE_TLS_INVALID",
                            "The certificates for the container engine in " + folder + " cannot be used: " + describe(e)
                                    + ".",
                            "Nothing was sent, so nothing was changed.",
                            "Give a folder that holds ca.pem, cert.pem and key.pem (without a password), readable by this user."),
                    e);
        }
    }

    private void requireSomething() throws NoSuchFileException {
        if (Stream.of(AUTHORITY, CERTIFICATE).noneMatch(name -> Files.exists(folder.resolve(name)))) {
            throw new NoSuchFileException(folder.resolve(AUTHORITY).toString());
        }
    }

    private static String describe(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        return failure instanceof AccessDeniedException denied
                ? "this user may not read " + denied.getFile()
                : String.valueOf(failure.getMessage());
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        Path file = folder.resolve(AUTHORITY);
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
        Path file = folder.resolve(CERTIFICATE);
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
