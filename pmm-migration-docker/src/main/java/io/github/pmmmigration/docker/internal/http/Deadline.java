package io.github.pmmmigration.docker.internal.http;

import java.time.Duration;

/**
 * The instant at which waiting is over, measured so that changes of the clock do not matter.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Deadline {
    private static final Duration LONGEST = Duration.ofDays(365);

    private final long start = System.nanoTime();
    private final Duration patience;

    private Deadline(Duration patience) {
        this.patience = patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
    }

    /** Returns the deadline that is this far from now. */
    public static Deadline after(Duration patience) {
        return new Deadline(patience);
    }

    /** Returns the time left; zero when it is over. */
    public Duration remaining() {
        Duration left = patience.minusNanos(System.nanoTime() - start);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns the time left, but not more than a slice of it. */
    public Duration remainingUpTo(Duration slice) {
        Duration left = remaining();
        return left.compareTo(slice) < 0 ? left : slice;
    }

    /** Returns whether no time is left. */
    public boolean isOver() {
        return remaining().isZero();
    }
}
