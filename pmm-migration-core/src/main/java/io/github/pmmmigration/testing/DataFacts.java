package io.github.pmmmigration.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a simulated volume, host folder or container layer holds, reduced to the facts that a migration depends on.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param ownership whose files they are
 * @param writtenBy version of the newest server that wrote them; empty while there is no data
 * @param systemIdentifier what PostgreSQL calls its cluster, the proof of "same data"; empty while there is no data
 * @param revision how often the content has changed
 * @param consistent whether it is the state of one moment; a copy taken while a server wrote is not
 * @param notes what helpers left beside the data: markers and manifests, by name
 * @since 0.1
 */
public record DataFacts(
        Ownership ownership,
        String writtenBy,
        String systemIdentifier,
        long revision,
        boolean consistent,
        Map<String, String> notes) {
    private static final DataFacts EMPTY = new DataFacts(Ownership.NONE, "", "", 0, true, Map.of());

    /** Copies the notes. */
    public DataFacts {
        Objects.requireNonNull(ownership, "ownership");
        Objects.requireNonNull(writtenBy, "writtenBy");
        Objects.requireNonNull(systemIdentifier, "systemIdentifier");
        notes = Map.copyOf(notes);
    }

    /** Says whose files the data is made of. */
    public enum Ownership {
        /** There are no files. */
        NONE,
        /** The several owners that PMM 2 gives its files. */
        PMM2,
        /** Some files belong to the user of PMM 3 already, others do not yet. */
        PARTLY_CHANGED,
        /** All files belong to the user of PMM 3. */
        PMM3,
        /** Owners that neither of them would give. */
        FOREIGN
    }

    /** Returns the facts of a place that holds nothing. */
    public static DataFacts empty() {
        return EMPTY;
    }

    /** Returns the facts of data that a server of that version wrote, with the owners it gives. */
    public static DataFacts writtenBy(String version, String systemIdentifier) {
        Ownership owners = ServerImages.isPmm3(version) ? Ownership.PMM3 : Ownership.PMM2;
        return new DataFacts(owners, version, systemIdentifier, 1, true, Map.of());
    }

    /** Returns whether there is no data. */
    public boolean isEmpty() {
        return systemIdentifier.isEmpty();
    }

    /** Returns whether PMM 3 has written it, so that PMM 2 cannot read it any more. */
    public boolean touchedByPmm3() {
        return ServerImages.isPmm3(writtenBy);
    }

    /** Returns whether both hold the same bytes with the same owners; notes beside the data do not count. */
    public boolean isBitIdenticalTo(DataFacts other) {
        return ownership == other.ownership
                && writtenBy.equals(other.writtenBy)
                && systemIdentifier.equals(other.systemIdentifier)
                && revision == other.revision
                && consistent == other.consistent;
    }

    /** Returns the note of that name. */
    public Optional<String> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    /** Returns the same data with other owners. */
    public DataFacts ownedBy(Ownership owners) {
        return new DataFacts(owners, writtenBy, systemIdentifier, revision, consistent, notes);
    }

    /** Returns the data after a server of that version wrote to it. */
    public DataFacts changedBy(String version) {
        return new DataFacts(ownership, version, systemIdentifier, revision + 1, consistent, notes);
    }

    /** Returns the data with one more note, or another text under its name. */
    public DataFacts withNote(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(name, text);
        return withNotes(more);
    }

    /** Returns the data without a note. */
    public DataFacts withoutNote(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(notes);
        fewer.remove(name);
        return withNotes(fewer);
    }

    /** Returns a copy of the data in a place that has these notes. */
    DataFacts withNotes(Map<String, String> other) {
        return new DataFacts(ownership, writtenBy, systemIdentifier, revision, consistent, other);
    }

    /** Returns a copy that was taken while a server wrote, or one that was taken at rest. */
    DataFacts consistent(boolean isConsistent) {
        return new DataFacts(ownership, writtenBy, systemIdentifier, revision, isConsistent, notes);
    }
}
