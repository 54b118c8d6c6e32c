package io.github.pmmmigration.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Something is being waited for.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param what what
 * @param deadline how long it is waited for at the most; zero for no limit
 * @since 0.1
 */
public record WaitingFor(Instant at, String what, Duration deadline) implements MigrationEvent {}
