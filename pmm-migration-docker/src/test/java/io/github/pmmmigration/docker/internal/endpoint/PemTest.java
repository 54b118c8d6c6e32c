package io.github.pmmmigration.docker.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PemTest {
    /** The name of the curve P-256. */
    private static final byte[] CURVE = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07};

    private static final byte[] ONE = {0x02, 0x01, 0x01};

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "Ed25519"})
    void readsTheStandardForm(String algorithm) throws GeneralSecurityException {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertThat(Pem.privateKey(block("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void readsTheOldFormOfRsaKeys() throws GeneralSecurityException {
        HeldCertificate held = new HeldCertificate.Builder().rsa2048().build();

        assertThat(Pem.privateKey(held.privateKeyPkcs1Pem()))
                .isEqualTo(held.keyPair().getPrivate());
    }

    @Test
    void readsTheOldFormOfEllipticKeysThatNameTheirCurve() throws GeneralSecurityException {
        ECPrivateKey key = elliptic();
        byte[] named = Der.sequence(ONE, Der.octets(number(key)), tagged(CURVE));

        PrivateKey read = Pem.privateKey(block("EC PRIVATE KEY", named));

        assertThat(((ECPrivateKey) read).getS()).isEqualTo(key.getS());
        assertThat(((ECPrivateKey) read).getParams().getOrder())
                .isEqualTo(key.getParams().getOrder());
    }

    @Test
    void readsTheOldFormOfEllipticKeysWithTheCurveInABlockOfItsOwn() throws GeneralSecurityException {
        ECPrivateKey key = elliptic();
        String text =
                block("EC PARAMETERS", CURVE) + block("EC PRIVATE KEY", Der.sequence(ONE, Der.octets(number(key))));

        assertThat(((ECPrivateKey) Pem.privateKey(text)).getS()).isEqualTo(key.getS());
    }

    @Test
    void saysThatAnEllipticKeyNamesNoCurve() {
        String text = block("EC PRIVATE KEY", Der.sequence(ONE, Der.octets(new byte[32])));

        assertThatThrownBy(() -> Pem.privateKey(text))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("curve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no key", "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----"})
    void saysThatThereIsNoKey(String text) {
        assertThatThrownBy(() -> Pem.privateKey(text)).isInstanceOf(GeneralSecurityException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void saysThatAKeyIsNoKey(String type) throws GeneralSecurityException {
        byte[] whole = elliptic().getEncoded();

        assertThatThrownBy(() -> Pem.privateKey(block(type, Arrays.copyOf(whole, 9))))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void saysThatAKeyWithAPasswordCannotBeUsed() {
        assertThatThrownBy(() -> Pem.privateKey(block("ENCRYPTED PRIVATE KEY", new byte[20])))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("without a password");
    }

    private static ECPrivateKey elliptic() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return (ECPrivateKey) generator.generateKeyPair().getPrivate();
    }

    /** Returns the key's number in 32 bytes. */
    private static byte[] number(ECPrivateKey key) {
        byte[] bytes = key.getS().toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(bytes.length, padded.length);
        System.arraycopy(bytes, bytes.length - length, padded, padded.length - length, length);
        return padded;
    }

    private static byte[] tagged(byte[] content) {
        byte[] element = new byte[content.length + 2];
        element[0] = (byte) Der.CONTEXT_0;
        element[1] = (byte) content.length;
        System.arraycopy(content, 0, element, 2, content.length);
        return element;
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }
}
