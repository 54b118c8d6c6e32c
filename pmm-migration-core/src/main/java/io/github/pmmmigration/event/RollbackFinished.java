package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * The way back ended.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param succeeded whether the source serves again
 * @since 0.1
 */
public record RollbackFinished(Instant at, boolean succeeded) implements MigrationEvent {}
