package io.github.pmmmigration.testing;

import java.time.Duration;
import java.time.Instant;

/** What the main process of a container does in the simulation. */
interface MainProcess {
    /** Begins; the container counts as running already. */
    void begin(SimulatedContainer container, Instant now);

    /** Goes on at the time the container asked to be woken; returns whether the process has ended. */
    boolean wake(SimulatedContainer container, Instant now);

    /** Gets a signal; returns whether the process ended over it. Without a handler the first process never sees it. */
    default boolean signal(SimulatedContainer container, Instant now, String signal) {
        return false;
    }

    /** Ends because somebody asked for it, and returns how long that took and the exit code. */
    End stop(SimulatedContainer container, Duration grace);

    /** The end of a process that was asked to end. */
    record End(int exitCode, Duration took) {}
}
