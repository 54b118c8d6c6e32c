package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.event.HopChosen;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationFinished;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.event.MigrationStarted;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.journal.JournalEntry;
import io.github.pmmmigration.journal.MigrationJournal;
import java.util.Map;

/** Writes the events that matter for an audit into the journal. */
final class JournalWriter implements MigrationListener {
    private final MigrationJournal journal;
    private final String migration;

    JournalWriter(MigrationJournal journal, String migration) {
        this.journal = journal;
        this.migration = migration;
    }

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof MigrationStarted started) {
            write(event, "migration-started", Map.of("container", started.container(), "user", user()));
        } else if (event instanceof ActionStarted started) {
            write(event, "action-started", Map.of("action", started.action(), "description", started.description()));
        } else if (event instanceof ActionFinished finished) {
            write(
                    event,
                    "action-finished",
                    Map.of("action", finished.action(), "succeeded", "" + finished.succeeded()));
        } else if (event instanceof FindingRaised raised) {
            write(event, "finding", Map.of("code", raised.finding().code()));
        } else {
            writeRest(event);
        }
    }

    private void writeRest(MigrationEvent event) {
        if (event instanceof HopChosen hop) {
            write(event, "hop-chosen", Map.of("kind", hop.kind(), "from", hop.from(), "to", hop.to()));
        } else if (event instanceof RollbackStarted started) {
            write(event, "rollback-started", Map.of("reason", started.reason()));
        } else if (event instanceof RollbackFinished finished) {
            write(event, "rollback-finished", Map.of("succeeded", "" + finished.succeeded()));
        } else if (event instanceof MigrationFinished finished) {
            write(event, "migration-finished", Map.of("outcome", finished.outcome(), "message", finished.message()));
        }
    }

    private void write(MigrationEvent event, String kind, Map<String, String> fields) {
        journal.append(new JournalEntry(event.at(), migration, kind, fields));
    }

    private static String user() {
        return System.getProperty("user.name", "");
    }
}
