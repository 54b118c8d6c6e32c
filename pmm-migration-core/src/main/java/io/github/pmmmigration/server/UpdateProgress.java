package io.github.pmmmigration.server;

import java.util.List;

/**
 * A piece of the log of a running update.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param lines new lines
 * @param next handle to ask with next time
 * @param done whether the updater is no longer running; says nothing about success
 * @since 0.1
 */
public record UpdateProgress(List<String> lines, UpdateHandle next, boolean done) {
    /** Copies the lines. */
    public UpdateProgress {
        lines = List.copyOf(lines);
    }
}
