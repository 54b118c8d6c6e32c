package io.github.pmmmigration.event;

import io.github.pmmmigration.step.Phase;
import java.time.Instant;

/**
 * A single action began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase the phase it belongs to
 * @param action its identifier
 * @param description what it does
 * @since 0.1
 */
public record ActionStarted(Instant at, Phase<?, ?> phase, String action, String description)
        implements MigrationEvent {}
