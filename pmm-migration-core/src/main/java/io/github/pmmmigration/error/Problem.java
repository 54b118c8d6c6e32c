package io.github.pmmmigration.error;

import java.util.Objects;

/**
 * The three parts that every failure message of this library has, with a stable code.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param code stable, upper-case identifier
 * @param what what happened
 * @param state what state things are in now
 * @param remedy what to do next
 * @since 0.1
 */
public record Problem(String code, String what, String state, String remedy) {
    /** Rejects absent components. */
    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns the three parts as one text; empty parts are left out. */
    public String message() {
        StringBuilder text = new StringBuilder(what);
        append(text, state);
        append(text, remedy);
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        if (!part.isEmpty()) {
            text.append(' ').append(part);
        }
    }
}
