package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ContainerSnapshot;

/**
 * The replacement in the server's place, started.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param prepared the prepared data
 * @param container the replacement
 * @since 0.1
 */
public record ReplacedServer(PreparedData prepared, ContainerSnapshot container) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return prepared.source();
    }
}
