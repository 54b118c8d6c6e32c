package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.internal.configuration.CreateFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** Short fingerprints of texts; secrets in them cannot be read back. */
final class Fingerprints {
    private static final int LENGTH = 16;
    private static final String NETWORKS = "/NetworkSettings/Networks";

    private Fingerprints() {}

    static String of(List<String> parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH * 2);
    }

    static String stable(ConfigDocument document) {
        return document.toJson();
    }

    /** The networks with what was configured for each; hardware addresses differ from one start to the next. */
    static String networks(ConfigDocument inspection) {
        List<String> networks = new ArrayList<>();
        for (String name : new TreeSet<>(inspection.keys(NETWORKS))) {
            networks.add(name);
            networks.add(stable(CreateFormat.endpoint(inspection, name).without("/MacAddress")));
        }
        return networks.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
