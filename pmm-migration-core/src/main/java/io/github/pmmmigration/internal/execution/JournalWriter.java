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
import io.github.pmmmigration.path.Hop;
import java.util.LinkedHashMap;
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
            write(event, "migration-started", fields("container", started.container(), "user", user()));
        } else if (event instanceof ActionStarted started) {
            write(event, "action-started", fields("action", started.action(), "description", started.description()));
        } else if (event instanceof ActionFinished finished) {
            write(
                    event,
                    "action-finished",
                    fields("action", finished.action(), "succeeded", "" + finished.succeeded()));
        } else if (event instanceof FindingRaised raised) {
            write(event, "finding", fields("code", raised.finding().code()));
        } else {
            writeRest(event);
        }
    }

    private void writeRest(MigrationEvent event) {
        if (event instanceof HopChosen chosen) {
            Hop hop = chosen.hop();
            String from = hop.from().toString();
            write(event, "hop-chosen", fields("kind", hop.kind().name(), "from", from, "to", hop.destination()));
        } else if (event instanceof RollbackStarted started) {
            write(event, "rollback-started", fields("reason", started.reason()));
        } else if (event instanceof RollbackFinished finished) {
            write(event, "rollback-finished", fields("succeeded", "" + finished.succeeded()));
        } else if (event instanceof MigrationFinished finished) {
            write(
                    event,
                    "migration-finished",
                    fields("outcome", finished.outcome().name(), "message", finished.message()));
        }
    }

    private void write(MigrationEvent event, String kind, Map<String, String> fields) {
        journal.append(new JournalEntry(event.at(), migration, kind, fields));
    }

    /** Keeps the order of what it is given, in pairs of name and value: a journal is read by people too. */
    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            fields.put(pairs[index], pairs[index + 1]);
        }
        return fields;
    }

    private static String user() {
        return System.getProperty("user.name", "");
    }
}
