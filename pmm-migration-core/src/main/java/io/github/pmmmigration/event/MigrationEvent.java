package io.github.pmmmigration.event;

import java.time.Instant;

/**
 * Something that happened during a migration.
 *
 * <p>The events are an open set of records. Their grammar, also on failure and cancellation:
 *
 * <pre>
 * MigrationStarted HopChosen? FindingRaised* ( Phase | Rollback )* MigrationFinished
 * Phase    = PhaseStarted  ( Action | WaitingFor | FindingRaised )* PhaseFinished
 * Rollback = RollbackStarted ( Action | WaitingFor | FindingRaised )* RollbackFinished
 * Action   = ActionStarted ( ActionProgressed | WaitingFor )* ActionFinished
 * </pre>
 *
 * <p>Where the way has several hops, all of this is repeated for each of them.
 *
 * <p>No event holds a secret. Implementations are immutable.
 *
 * @since 0.1
 */
public interface MigrationEvent {
    /** Returns when it happened, by the plan's clock. */
    Instant at();
}
