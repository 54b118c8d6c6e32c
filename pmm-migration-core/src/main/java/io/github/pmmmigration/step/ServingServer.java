package io.github.pmmmigration.step;

import io.github.pmmmigration.server.ServerVersion;

/**
 * The replacement once it serves.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param replaced the replacement
 * @param version what it says it is
 * @param baseline what the source had
 * @since 0.1
 */
public record ServingServer(ReplacedServer replaced, ServerVersion version, Baseline baseline) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return replaced.source();
    }
}
