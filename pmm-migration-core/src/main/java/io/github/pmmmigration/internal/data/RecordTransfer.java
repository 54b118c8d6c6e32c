package io.github.pmmmigration.internal.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents on their way into a helper: encoded, cut to pieces that fit into environment variables, and checksummed.
 *
 * @param arguments for the script: name, number of pieces and checksum of each document
 * @param environment the pieces
 */
record RecordTransfer(List<String> arguments, Map<String, String> environment) {
    /** Linux takes 128 KiB for one variable, its name included; divisible by four, so that each piece decodes alone. */
    private static final int PIECE = 120_000;

    /** Linux takes 2 MiB for arguments and environment together on an ordinary stack limit. */
    private static final int MOST_PIECES = 12;

    private static final String VARIABLE = "PMM_MIGRATION_CHUNK_";

    static RecordTransfer of(List<RecordDocument> documents) {
        List<String> arguments = new ArrayList<>(List.of("put"));
        Map<String, String> environment = new LinkedHashMap<>();
        for (RecordDocument document : documents) {
            byte[] content = document.content().getBytes(StandardCharsets.UTF_8);
            List<String> pieces = cut(Base64.getEncoder().encodeToString(content));
            pieces.forEach(piece -> environment.put(VARIABLE + (environment.size() + 1), piece));
            arguments.addAll(List.of(document.name(), Integer.toString(pieces.size()), checksum(content)));
        }
        if (environment.size() > MOST_PIECES) {
            throw new IllegalArgumentException(
                    "documents are too large for one helper; write them one by one or shorten them");
        }
        return new RecordTransfer(arguments, environment);
    }

    private static List<String> cut(String encoded) {
        List<String> pieces = new ArrayList<>();
        for (int start = 0; start < encoded.length(); start += PIECE) {
            pieces.add(encoded.substring(start, Math.min(encoded.length(), start + PIECE)));
        }
        return pieces;
    }

    private static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
