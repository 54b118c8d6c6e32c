package io.github.pmmmigration.report;

import io.github.pmmmigration.error.MigrationException;
import java.util.Objects;

/**
 * How a migration ended. Sealed, because a caller has to deal with each of them.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public sealed interface MigrationOutcome {
    /** Returns what was done. */
    MigrationReport report();

    /** The replacement serves. */
    record Migrated(MigrationReport report) implements MigrationOutcome {
        /** Rejects an absent report. */
        public Migrated {
            Objects.requireNonNull(report, "report");
        }
    }

    /** There was nothing to do. */
    record AlreadyMigrated(MigrationReport report) implements MigrationOutcome {
        /** Rejects an absent report. */
        public AlreadyMigrated {
            Objects.requireNonNull(report, "report");
        }
    }

    /** The source serves again, as somebody asked; also when there was nothing to undo. */
    record Restored(MigrationReport report) implements MigrationOutcome {
        /** Rejects an absent report. */
        public Restored {
            Objects.requireNonNull(report, "report");
        }
    }

    /** The migration was accepted, and what was kept for the way back is gone. */
    record Committed(MigrationReport report) implements MigrationOutcome {
        /** Rejects an absent report. */
        public Committed {
            Objects.requireNonNull(report, "report");
        }
    }

    /** It failed, and the source serves again. */
    record RolledBack(MigrationReport report, MigrationException cause) implements MigrationOutcome {
        /** Rejects absent components. */
        public RolledBack {
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** It failed or was refused; what state things are in stands in the report and in the cause. */
    record Stopped(MigrationReport report, MigrationException cause) implements MigrationOutcome {
        /** Rejects absent components. */
        public Stopped {
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(cause, "cause");
        }
    }

    /** It was cancelled; running it again continues, rolling back undoes. */
    record Cancelled(MigrationReport report) implements MigrationOutcome {
        /** Rejects an absent report. */
        public Cancelled {
            Objects.requireNonNull(report, "report");
        }
    }
}
