package io.github.pmmmigration.event;

import io.github.pmmmigration.step.Phase;
import java.time.Instant;

/**
 * A phase ended.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase which phase
 * @param succeeded whether it reached its end
 * @since 0.1
 */
public record PhaseFinished(Instant at, Phase<?, ?> phase, boolean succeeded) implements MigrationEvent {}
