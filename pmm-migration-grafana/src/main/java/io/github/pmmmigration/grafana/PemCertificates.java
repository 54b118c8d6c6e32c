package io.github.pmmmigration.grafana;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates in PEM form; keys and remarks in between are passed over. */
final class PemCertificates {
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    private PemCertificates() {}

    static List<X509Certificate> read(Path file) {
        try {
            List<X509Certificate> certificates = parse(List.of(Files.readString(file, StandardCharsets.ISO_8859_1)));
            return certificates.isEmpty()
                    ? fail("CA file '" + file + "' holds no certificate in PEM form")
                    : certificates;
        } catch (IOException e) {
            throw new ServerException(problem("CA file '" + file + "' cannot be read"), e);
        }
    }

    static List<X509Certificate> parse(List<String> texts) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String text : texts) {
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                certificates.add(certificate(block.group(1)));
            }
        }
        return certificates;
    }

    static KeyStore store(List<X509Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime has no usable key store", e);
        }
    }

    private static X509Certificate certificate(String base64) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(base64);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new ServerException(problem("a certificate in PEM form is damaged"), e);
        }
    }

    private static List<X509Certificate> fail(String what) {
        throw new ServerException(problem(what));
    }

    private static Problem problem(String what) {
        return new Problem(
                ServerCodes.CA_FILE_INVALID,
                "Could not set up trust in the server: " + what + ".",
                "Nothing was sent.",
                "Pass a readable file with certificates in PEM form (-----BEGIN CERTIFICATE-----).");
    }
}
