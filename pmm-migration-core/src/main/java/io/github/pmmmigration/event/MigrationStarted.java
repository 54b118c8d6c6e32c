package io.github.pmmmigration.event;

import io.github.pmmmigration.container.MigrationId;
import java.time.Instant;

/**
 * A migration began.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param migration which
 * @param container name of the server's container
 * @since 0.1
 */
public record MigrationStarted(Instant at, MigrationId migration, String container) implements MigrationEvent {}
