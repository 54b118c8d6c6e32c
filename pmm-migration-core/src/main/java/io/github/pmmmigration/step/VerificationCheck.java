package io.github.pmmmigration.step;

/**
 * A check of the user's own, made after the standard ones.
 *
 * <p>Called on the executing thread, and again until it passes or the time for checks is over.
 *
 * @since 0.1
 */
public interface VerificationCheck {
    /** Returns a stable, lower-case name such as {@code alert-mail}; appears in reports. */
    String name();

    /** Returns whether the migration did not succeed unless this check passes. */
    default boolean required() {
        return false;
    }

    /**
     * Compares; only reads.
     *
     * @param before what the source had; empty apart from version and time when nobody took a baseline
     * @param context what may be used for it
     * @throws Exception when it could not be told; the check then counts as not proven
     */
    Outcome check(Baseline before, StepContext context) throws Exception;

    /**
     * How it came out.
     *
     * @param verdict the verdict
     * @param evidence what was seen, without secrets
     * @param remedy what to do about it; empty when it passed
     */
    record Outcome(VerificationResult.Verdict verdict, String evidence, String remedy) {
        /** Returns that it is as it should be. */
        public static Outcome passed(String evidence) {
            return new Outcome(VerificationResult.Verdict.PASSED, evidence, "");
        }

        /** Returns that it is not as it should be. */
        public static Outcome failed(String evidence, String remedy) {
            return new Outcome(VerificationResult.Verdict.FAILED, evidence, remedy);
        }

        /** Returns that it could not be told. */
        public static Outcome notProven(String why, String remedy) {
            return new Outcome(VerificationResult.Verdict.NOT_PROVEN, why, remedy);
        }
    }
}
