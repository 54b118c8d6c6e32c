package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * A phase ended.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase its name
 * @param succeeded whether it reached its end
 * @since 0.1
 */
public record PhaseFinished(Instant at, String phase, boolean succeeded) implements MigrationEvent {}
