package io.github.pmmmigration.step;

/**
 * What to do by itself when a migration fails.
 *
 * @since 0.1
 */
public enum FailurePolicy {
    /**
     * Roll back until PMM 3 has answered; leave later failures to the operator, because going back then loses what was
     * monitored since. The default.
     */
    ROLL_BACK_UNTIL_READY,
    /** Roll back also when a required check of the verification fails. */
    ROLL_BACK_UNTIL_VERIFIED,
    /** Never roll back; stop where it is. */
    STOP
}
