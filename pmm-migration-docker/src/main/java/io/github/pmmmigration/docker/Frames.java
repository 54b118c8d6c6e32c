package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.error.Problem;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes apart the stream in which an engine sends both outputs of a process.
 *
 * <p>Each piece has a head of eight bytes: the number of the output, three zeros, and the length. Filled by one thread and read by
 * another: both are synchronised.
 */
final class Frames {
    private static final int HEAD = 8;
    private static final int ERROR_STREAM = 2;
    private static final int LONGEST = 64 * 1024 * 1024;

    private final ByteArrayOutputStream both = new ByteArrayOutputStream();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();

    /** Reads to the end of the stream. */
    void readMultiplexed(InputStream in) throws IOException {
        for (byte[] head = in.readNBytes(HEAD); head.length > 0; head = in.readNBytes(HEAD)) {
            if (head.length < HEAD) {
                throw new EOFException("the output was cut off");
            }
            int length = ByteBuffer.wrap(head).getInt(HEAD / 2);
            if (length < 0 || length > LONGEST) {
                throw new IOException("the output is not divided as an engine does it");
            }
            add(head[0], complete(in.readNBytes(length), length));
        }
    }

    /** Reads to the end of a stream without heads, as processes with a terminal have it. */
    void readPlain(InputStream in) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            add((byte) 1, Arrays.copyOf(buffer, count));
        }
    }

    synchronized String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    synchronized String error() {
        return error.toString(StandardCharsets.UTF_8);
    }

    synchronized String both() {
        return both.toString(StandardCharsets.UTF_8);
    }

    private synchronized void add(byte stream, byte[] content) {
        if (both.size() + content.length > LONGEST) {
            throw new EngineException(new Problem(
                    "OUTPUT_TOO_LONG",
                    "A container printed more than " + LONGEST + " bytes.",
                    "What it did is done; its output was not read to the end.",
                    "Make it print less, or into a file."));
        }
        both.writeBytes(content);
        (stream == ERROR_STREAM ? error : output).writeBytes(content);
    }

    private static byte[] complete(byte[] content, int length) throws EOFException {
        if (content.length < length) {
            throw new EOFException("the output was cut off");
        }
        return content;
    }
}
