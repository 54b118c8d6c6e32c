package io.github.pmmmigration.step;

import java.util.List;
import java.util.Objects;

/**
 * What was checked after the migration, and how it came out.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param checks the checks in the order in which they were made
 * @since 0.1
 */
public record VerificationResult(List<Check> checks) {
    /** Copies the list. */
    public VerificationResult {
        checks = List.copyOf(checks);
    }

    /** How a check came out. */
    public enum Verdict {
        /** As it should be. */
        PASSED,
        /** Not as it should be. */
        FAILED,
        /** Could not be told, or did not apply. */
        UNKNOWN
    }

    /**
     * One check.
     *
     * @param name stable, lower-case name such as {@code services}
     * @param required whether its failure means that the migration did not succeed
     * @param verdict how it came out
     * @param evidence what was seen
     * @param remedy what to do about it; empty when it passed
     */
    public record Check(String name, boolean required, Verdict verdict, String evidence, String remedy) {
        /** Rejects absent components. */
        public Check {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(evidence, "evidence");
            Objects.requireNonNull(remedy, "remedy");
        }
    }

    /** Returns whether no required check failed. */
    public boolean succeeded() {
        return checks.stream().noneMatch(check -> check.required() && check.verdict() == Verdict.FAILED);
    }

    /** Returns the checks that did not pass. */
    public List<Check> failures() {
        return checks.stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .toList();
    }
}
