package io.github.pmmmigration.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the migration of a server stands, read from the engine alone.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param state the state
 * @param migrationId which migration; empty when none was begun
 * @param lock who holds the lock, for people; absent when nobody does
 * @param report the same as a report, with left-overs
 * @since 0.1
 */
public record MigrationStatus(State state, String migrationId, Optional<String> lock, MigrationReport report) {
    /** Rejects absent components. */
    public MigrationStatus {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(migrationId, "migrationId");
        Objects.requireNonNull(lock, "lock");
        Objects.requireNonNull(report, "report");
    }

    /** Where a migration can stand. */
    public enum State {
        /** Nothing was begun. */
        NOT_STARTED,
        /** Something was begun and is not finished; run it again, or roll it back. */
        INTERRUPTED,
        /** The replacement serves, and the way back is still open. */
        MIGRATED,
        /** The source serves again after a rollback; what PMM 3 had is kept aside. */
        ROLLED_BACK,
        /** The replacement serves, and everything from before was removed. */
        COMMITTED
    }

    /** Returns what is still on the engine because of the migration. */
    public List<MigrationReport.Leftover> leftovers() {
        return report.leftovers();
    }
}
