package io.github.pmmmigration.event;

import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;

/**
 * A single action ended.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param phase the phase it belongs to
 * @param action its identifier
 * @param succeeded whether it did what it should
 * @param duration how long it took
 * @since 0.1
 */
public record ActionFinished(Instant at, Phase<?, ?> phase, String action, boolean succeeded, Duration duration)
        implements MigrationEvent {}
