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
        /** Could not be told: there was nothing to compare with, or the server could not be asked. */
        NOT_PROVEN
    }

    /**
     * One check.
     *
     * @param name stable, lower-case name such as {@code services}
     * @param required whether the migration did not succeed unless this check passes
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

        /** Returns whether it passed. */
        public boolean passed() {
            return verdict == Verdict.PASSED;
        }
    }

    /** Returns whether every required check passed. */
    public boolean succeeded() {
        return checks.stream().allMatch(check -> check.passed() || !check.required());
    }

    /** Returns whether a required check shows that something is lost, which is more than that it is not proven. */
    public boolean showsLoss() {
        return failures().stream().anyMatch(Check::required);
    }

    /** Returns the checks that failed; what is not proven is not among them. */
    public List<Check> failures() {
        return checks.stream()
                .filter(check -> check.verdict() == Verdict.FAILED)
                .toList();
    }
}
