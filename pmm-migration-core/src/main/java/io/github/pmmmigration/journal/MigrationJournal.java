package io.github.pmmmigration.journal;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where the audit log goes.
 *
 * <p>Append-only. Deleting it loses history, never correctness, because the truth is in the engine. Implementations are safe
 * for concurrent use.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface MigrationJournal {
    /** Adds a line; when this returns, the line survives a crash of the process. */
    void append(JournalEntry entry);

    /** Returns a journal that keeps nothing. */
    static MigrationJournal none() {
        return entry -> {};
    }

    /** Returns a journal in a file, one JSON object for each line, created with access for the owner only. */
    static MigrationJournal file(Path file) {
        return new FileJournal(Objects.requireNonNull(file, "file"));
    }
}
