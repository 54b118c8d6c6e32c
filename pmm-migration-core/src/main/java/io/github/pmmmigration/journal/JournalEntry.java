package io.github.pmmmigration.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One line of a journal.
 *
 * <p>Holds no secrets. Immutable and safe for concurrent use.
 *
 * @param at when
 * @param migration which migration, as text
 * @param kind what kind of line, for example {@code action-started}
 * @param fields the rest, in order
 * @since 0.1
 */
public record JournalEntry(Instant at, String migration, String kind, Map<String, String> fields) {
    /** Copies the fields and keeps their order. */
    public JournalEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(kind, "kind");
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
