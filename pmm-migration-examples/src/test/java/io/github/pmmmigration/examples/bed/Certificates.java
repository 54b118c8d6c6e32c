package io.github.pmmmigration.examples.bed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of a test's own, with what it signs; made by {@code openssl}, as people make theirs. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** Makes an authority in a new folder. */
    public static Certificates in(Path folder) throws IOException {
        Certificates made = new Certificates(Files.createDirectories(folder));
        made.openssl(
                "req",
                "-x509",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=authority",
                "-out",
                "ca.pem",
                "-keyout",
                "ca.key");
        return made;
    }

    /** Makes a folder as the {@code docker} command wants it, with a certificate that this authority signed for these days. */
    public Path client(String name, int days) throws IOException {
        Path made = Files.createDirectories(folder.resolve(name));
        sign(made.resolve("key.pem"), made.resolve("cert.pem"), days);
        Files.copy(folder.resolve("ca.pem"), made.resolve("ca.pem"));
        return made;
    }

    /** Returns what a server needs that has a certificate for loopback and wants one of its clients. */
    public SSLContext server() throws IOException, GeneralSecurityException {
        sign(folder.resolve("server.key"), folder.resolve("server.pem"), 2);
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                "server.key",
                "-in",
                "server.pem",
                "-out",
                "server.p12",
                "-passout",
                "pass:" + PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("server.p12"), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void sign(Path key, Path certificate, int days) throws IOException {
        Path extensions = Files.writeString(folder.resolve("extensions"), "subjectAltName=IP:127.0.0.1\n");
        openssl("req", "-nodes", "-subj", "/CN=somebody", "-out", "request", "-keyout", key.toString());
        run(
                "x509",
                "-req",
                "-in",
                "request",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-out",
                certificate.toString(),
                "-days",
                Integer.toString(days),
                "-extfile",
                extensions.toString());
    }

    private KeyStore store(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private KeyStore authority() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        return store;
    }

    private void openssl(String command, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(options));
        if (command.equals("req")) {
            words.addAll(List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
        }
        run(words.toArray(String[]::new));
    }

    private void run(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("openssl"));
        words.addAll(List.of(options));
        Process process = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(words + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
