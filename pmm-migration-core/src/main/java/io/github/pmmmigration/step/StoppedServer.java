package io.github.pmmmigration.step;

import java.time.Instant;

/**
 * The server after it was stopped and can no longer start by itself.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param stored the server with its storage
 * @param stoppedAt when it ended, by the engine's clock
 * @since 0.1
 */
public record StoppedServer(StoredServer stored, Instant stoppedAt) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return stored.source();
    }
}
