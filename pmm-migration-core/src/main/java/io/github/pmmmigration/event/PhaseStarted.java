package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * A phase began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase its name
 * @since 0.1
 */
public record PhaseStarted(Instant at, String phase) implements MigrationEvent {}
