package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * The way back began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param reason why; for people
 * @since 0.1
 */
public record RollbackStarted(Instant at, String reason) implements MigrationEvent {}
