package io.github.pmmmigration.event;

import io.github.pmmmigration.path.Hop;
import java.time.Instant;

/**
 * A hop of the way is next; follows {@link MigrationStarted}, because every hop is a migration of its own.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param at when
 * @param hop what it does, from where to where, and why
 * @param left how many hops will be left after it
 * @since 0.1
 */
public record HopChosen(Instant at, Hop hop, int left) implements MigrationEvent {}
