package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.TlsTrust;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whom curl is told to believe.
 *
 * @param lines what its configuration says about it
 * @param authorities certificates in PEM form that it reads from descriptor 3, or nothing
 */
record CurlTrust(List<String> lines, String authorities) {
    private static final CurlTrust SYSTEM = new CurlTrust(List.of(), "");
    private static final CurlTrust ANY = new CurlTrust(List.of("insecure"), "");
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    CurlTrust {
        lines = List.copyOf(lines);
    }

    /** Returns what to try in turn: a handshake that fails for its certificate has sent nothing. */
    static List<CurlTrust> of(TlsTrust trust) {
        if (trust instanceof TlsTrust.CaFile ca) {
            return List.of(authorities(PemCertificates.read(ca.file())), SYSTEM);
        }
        if (trust instanceof TlsTrust.Pinned pinned) {
            return List.of(exactly(PemCertificates.parse(pinned.pemCertificates())), SYSTEM);
        }
        return List.of(trust instanceof TlsTrust.AnyCertificate ? ANY : SYSTEM);
    }

    private static CurlTrust authorities(List<X509Certificate> certificates) {
        String text = certificates.stream().map(CurlTrust::pem).collect(Collectors.joining());
        return new CurlTrust(List.of("cacert = \"/dev/fd/3\""), text);
    }

    /** Tells servers by their keys alone; curl compares them even where it looks at nothing else. */
    private static CurlTrust exactly(List<X509Certificate> certificates) {
        String keys = certificates.stream().map(CurlTrust::fingerprint).collect(Collectors.joining(";"));
        return new CurlTrust(List.of("insecure", "pinnedpubkey = \"" + keys + "\""), "");
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + PEM.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return "sha256//" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
