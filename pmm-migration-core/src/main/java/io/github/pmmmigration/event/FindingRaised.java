package io.github.pmmmigration.event;

import io.github.pmmmigration.error.Finding;
import java.time.Instant;

/**
 * Something was noticed about the server.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param finding what
 * @since 0.1
 */
public record FindingRaised(Instant at, Finding finding) implements MigrationEvent {}
