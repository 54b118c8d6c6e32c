package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * A single action began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase name of the phase it belongs to
 * @param action its identifier
 * @param description what it does
 * @since 0.1
 */
public record ActionStarted(Instant at, String phase, String action, String description) implements MigrationEvent {}
