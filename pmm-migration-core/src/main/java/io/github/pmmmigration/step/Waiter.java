package io.github.pmmmigration.step;

import java.time.Duration;

/**
 * Lets time pass.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Waiter {
    /**
     * Waits on the calling thread.
     *
     * @throws InterruptedException when the thread is interrupted, which counts as a request to stop
     */
    void pause(Duration duration) throws InterruptedException;
}
