package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * A hop of the way is next; follows {@link MigrationStarted}, because every hop is a migration of its own.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param kind what it does: {@code UPGRADE_PMM2}, {@code MIGRATE} or {@code UPGRADE_PMM3}
 * @param from version before
 * @param to version after, or else the image
 * @param reason why it is made, for people
 * @param left how many hops will be left after it
 * @since 0.1
 */
public record HopChosen(Instant at, String kind, String from, String to, String reason, int left)
        implements MigrationEvent {}
