package io.github.pmmmigration.docker.internal.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The only place in this module that sleeps.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Pause {
    private Pause() {}

    /** Waits; returns false, with the thread's interruption kept, when it was interrupted. */
    public static boolean of(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
