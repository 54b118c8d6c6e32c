package io.github.pmmmigration.report;

import io.github.pmmmigration.step.Phase;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that a migration will do, in the order of a preview, or did, in a report.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id short, stable identifier, for example {@code stop-server}
 * @param phase the phase it belongs to
 * @param description what it does, for people
 * @param equivalentCommand a shell command that does the same, secrets left out; absent for calls to PMM itself
 * @param reversible whether everything up to and including it can be undone
 * @param hop which hop of the way it belongs to, from 1
 * @since 0.1
 */
public record PlannedAction(
        String id,
        Phase<?, ?> phase,
        String description,
        Optional<String> equivalentCommand,
        boolean reversible,
        int hop) {
    /** Rejects absent components. */
    public PlannedAction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(equivalentCommand, "equivalentCommand");
    }
}
