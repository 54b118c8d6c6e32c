package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.server.PmmServerConnection;
import java.time.Clock;
import java.time.Duration;

/**
 * What a role or an own step may use while it works.
 *
 * <p>Valid only during the call it was handed to; to be used on the calling thread.
 *
 * @since 0.1
 */
public interface StepContext {
    /** Returns which migration this is. */
    MigrationId migration();

    /** Returns the engine. */
    ContainerEngine engine();

    /** Returns a connection to the server at its public address; do not close it. */
    PmmServerConnection server();

    /** Returns the clock to tell the time with. */
    Clock clock();

    /** Returns whether somebody asked to stop; long work should look now and then and return early. */
    boolean isCancelled();

    /**
     * Waits.
     *
     * @return {@code false} when the wait was cut short because somebody asked to stop
     */
    boolean pauseFor(Duration duration);

    /** Tells listeners how it goes, in words. */
    void progress(String message);
}
