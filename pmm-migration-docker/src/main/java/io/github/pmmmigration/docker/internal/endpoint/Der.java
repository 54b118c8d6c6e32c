package io.github.pmmmigration.docker.internal.endpoint;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** The few words of DER that are needed to put a key into another envelope. */
final class Der {
    static final int CONTEXT_0 = 0xa0;

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int SHORT_FORM = 0x80;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return element(SEQUENCE, content.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return element(OCTETS, content);
    }

    /** Returns the content of the first element with this tag inside a sequence. */
    static byte[] tagged(byte[] sequence, int tag) throws GeneralSecurityException {
        try {
            int position = contentStart(sequence, 0);
            while (position < sequence.length) {
                int start = contentStart(sequence, position);
                int end = start + length(sequence, position + 1);
                if ((sequence[position] & 0xff) == tag) {
                    return Arrays.copyOfRange(sequence, start, end);
                }
                position = end;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new GeneralSecurityException("the private key is cut short", e);
        }
        throw new GeneralSecurityException("the private key does not name its curve");
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < SHORT_FORM) {
            out.write(content.length);
        } else {
            byte[] size = minimal(content.length);
            out.write(SHORT_FORM | size.length);
            out.writeBytes(size);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] minimal(int value) {
        byte[] all = {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value};
        int first = 0;
        while (all[first] == 0) {
            first++;
        }
        return Arrays.copyOfRange(all, first, all.length);
    }

    private static int contentStart(byte[] data, int position) {
        int first = data[position + 1] & 0xff;
        return position + 2 + (first < SHORT_FORM ? 0 : first - SHORT_FORM);
    }

    private static int length(byte[] data, int position) {
        int first = data[position] & 0xff;
        if (first < SHORT_FORM) {
            return first;
        }
        int length = 0;
        for (int i = 1; i <= first - SHORT_FORM; i++) {
            length = (length << 8) | (data[position + i] & 0xff);
        }
        return length;
    }
}
