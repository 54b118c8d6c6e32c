package io.github.pmmmigration.event;

import io.github.pmmmigration.container.MigrationId;
import java.time.Instant;

/**
 * A migration ended, one way or the other.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param migration which
 * @param outcome outcome as in the report, for example {@code MIGRATED}
 * @param message the last word for people; empty when all went well
 * @since 0.1
 */
public record MigrationFinished(Instant at, MigrationId migration, String outcome, String message)
        implements MigrationEvent {}
