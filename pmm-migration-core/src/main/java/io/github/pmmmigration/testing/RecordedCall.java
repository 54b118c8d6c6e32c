package io.github.pmmmigration.testing;

import java.util.Objects;

/**
 * A call that reached the {@link InMemoryContainerEngine}, or was lost on the way to it.
 *
 * <p>Never holds values of a container's environment. Immutable and safe for concurrent use.
 *
 * @param verb what was asked
 * @param target what it was asked of: a name, identifier, reference or command
 * @param outcome {@code ok}, the simple name of what was thrown, or what the fault did to the call
 * @since 0.1
 */
public record RecordedCall(EngineVerb verb, String target, String outcome) {
    /** Rejects absent components. */
    public RecordedCall {
        Objects.requireNonNull(verb, "verb");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(outcome, "outcome");
    }

    /** Returns whether it took effect and its answer arrived. */
    public boolean succeeded() {
        return outcome.equals("ok");
    }

    /** Returns it as one line, for example {@code START pmm-server: ok}. */
    @Override
    public String toString() {
        return verb + " " + target + ": " + outcome;
    }
}
