package io.github.pmmmigration.error;

import java.util.Objects;

/**
 * Something that was noticed about a server, with its evidence and its remedy.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param code stable, upper-case identifier such as {@code STORAGE_IN_LAYER}; listed in the documentation
 * @param severity what it means for the migration
 * @param message what is the case, in one or two sentences
 * @param evidence what was seen, without secrets; empty when the message says it all
 * @param remedy what to do about it
 * @param acceptable whether a blocker or warning can be acknowledged by its code
 * @since 0.1
 */
public record Finding(
        String code, Severity severity, String message, String evidence, String remedy, boolean acceptable) {
    /** Rejects absent components. */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns a finding that stops the migration. */
    public static Finding blocker(String code, String message, String evidence, String remedy) {
        return new Finding(code, Severity.BLOCKER, message, evidence, remedy, false);
    }

    /** Returns a finding that stops the migration unless its code is accepted by the user. */
    public static Finding consent(String code, String message, String evidence, String remedy) {
        return new Finding(code, Severity.BLOCKER, message, evidence, remedy, true);
    }

    /** Returns a finding that does not stop the migration. */
    public static Finding warning(String code, String message, String evidence, String remedy) {
        return new Finding(code, Severity.WARNING, message, evidence, remedy, true);
    }

    /** Returns a finding that asks for nothing. */
    public static Finding info(String code, String message, String evidence) {
        return new Finding(code, Severity.INFO, message, evidence, "", false);
    }

    /** Returns this finding after the user accepted it: an acceptable blocker becomes a warning. */
    public Finding accepted() {
        return acceptable && severity == Severity.BLOCKER
                ? new Finding(code, Severity.WARNING, message, evidence, remedy, true)
                : this;
    }
}
