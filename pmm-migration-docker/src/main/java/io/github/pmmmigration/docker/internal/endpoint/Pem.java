package io.github.pmmmigration.docker.internal.endpoint;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys from PEM text, in the three forms that OpenSSL writes without a password.
 *
 * <p>The JDK reads only PKCS#8; keys of older OpenSSL versions are put into that envelope first.
 */
final class Pem {
    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] EC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private Pem() {}

    static PrivateKey privateKey(String text) throws GeneralSecurityException {
        Optional<byte[]> rsa = block(text, "RSA PRIVATE KEY");
        if (rsa.isPresent()) {
            return pkcs8(Der.sequence(VERSION, RSA, Der.octets(rsa.get())));
        }
        Optional<byte[]> ec = block(text, "EC PRIVATE KEY");
        if (ec.isPresent()) {
            return pkcs8(Der.sequence(VERSION, Der.sequence(EC, curve(text, ec.get())), Der.octets(ec.get())));
        }
        return pkcs8(block(text, "PRIVATE KEY")
                .orElseThrow(() -> new GeneralSecurityException(
                        "the key file holds no private key without a password in PEM format")));
    }

    /** Returns the name of the curve, which stands in a block of its own or inside the key. */
    private static byte[] curve(String text, byte[] key) throws GeneralSecurityException {
        Optional<byte[]> separate = block(text, "EC PARAMETERS");
        return separate.isPresent() ? separate.get() : Der.tagged(key, Der.CONTEXT_0);
    }

    private static PrivateKey pkcs8(byte[] encoded) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        GeneralSecurityException failure =
                new GeneralSecurityException("the private key is of a kind that Java does not know");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static Optional<byte[]> block(String text, String type) {
        Matcher matcher = Pattern.compile("-----BEGIN " + type + "-----([A-Za-z0-9+/=\\s]+)-----END " + type + "-----")
                .matcher(text);
        return matcher.find() ? Optional.of(Base64.getMimeDecoder().decode(matcher.group(1))) : Optional.empty();
    }
}
