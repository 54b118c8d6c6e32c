package io.github.pmmmigration.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes identifiers that look random and are the same in each run. */
final class Identifiers {
    private static final int NINETEEN_DIGITS = 19;

    private Identifiers() {}

    /** Returns 64 hexadecimal digits. */
    static String hex(String seed) {
        return HexFormat.of().formatHex(sha256(seed));
    }

    /** Returns what PostgreSQL could have chosen for a new cluster. */
    static String systemIdentifier(String seed) {
        StringBuilder digits = new StringBuilder("7");
        for (byte octet : sha256("cluster " + seed)) {
            digits.append(Math.floorMod(octet, 10));
        }
        return digits.substring(0, NINETEEN_DIGITS);
    }

    private static byte[] sha256(String seed) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
