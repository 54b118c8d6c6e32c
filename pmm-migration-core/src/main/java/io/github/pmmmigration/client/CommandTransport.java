package io.github.pmmmigration.client;

import io.github.pmmmigration.container.ExecResult;
import java.time.Duration;
import java.util.List;

/**
 * A way to run commands where a client is.
 *
 * <p>A command is a list of arguments; no shell takes part that could see anything else in them. Implementations are safe for
 * concurrent use and report what they cannot do with a {@link TransportException}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CommandTransport {
    /**
     * Runs a command and waits for its end; one that does not end in time is ended, where that is possible.
     *
     * @param limit how long it may take
     * @throws TransportException when it could not be run, or did not end in time
     */
    ExecResult run(List<String> command, Duration limit);
}
