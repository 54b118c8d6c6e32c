package io.github.pmmmigration.step;

import io.github.pmmmigration.container.StorageLayout;

/**
 * The server, and where its data is.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param source the server
 * @param storage where it keeps {@code /srv}
 * @since 0.1
 */
public record StoredServer(SourceServer source, StorageLayout storage) {}
