package io.github.pmmmigration.event;

import io.github.pmmmigration.step.Phase;
import java.time.Instant;

/**
 * A phase began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase which phase
 * @since 0.1
 */
public record PhaseStarted(Instant at, Phase<?, ?> phase) implements MigrationEvent {}
