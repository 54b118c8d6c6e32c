package io.github.pmmmigration.server;

import java.time.Instant;
import java.util.Optional;

/**
 * The oldest and the newest sample that a server can still show.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param oldest time of the oldest sample; absent when there is none
 * @param newest time of the newest sample; absent when there is none
 * @since 0.1
 */
public record MetricsSpan(Optional<Instant> oldest, Optional<Instant> newest) {}
