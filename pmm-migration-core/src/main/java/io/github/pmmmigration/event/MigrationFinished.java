package io.github.pmmmigration.event;

import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import java.time.Instant;

/**
 * A migration ended, one way or the other.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param migration which
 * @param outcome how it ended, as in the report
 * @param message the last word for people; empty when all went well
 * @since 0.1
 */
public record MigrationFinished(Instant at, MigrationId migration, Outcome outcome, String message)
        implements MigrationEvent {}
