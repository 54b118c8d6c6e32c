package io.github.pmmmigration.docker.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Remembers when bytes last arrived.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
public final class Activity {
    private volatile long last = System.nanoTime();

    /** Returns the stream, observed. */
    public InputStream watching(InputStream in) {
        return new Watched(in);
    }

    /** Returns the time after which it will have been silent that long, if nothing arrives; zero when it has been. */
    public Duration untilIdleFor(Duration limit) {
        Duration left = limit.minusNanos(System.nanoTime() - last);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void happened(int result) {
        if (result >= 0) {
            last = System.nanoTime();
        }
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int result = super.read();
            happened(result);
            return result;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int result = super.read(buffer, offset, length);
            happened(result);
            return result;
        }
    }
}
