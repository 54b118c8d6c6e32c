package io.github.pmmmigration.step;

/**
 * What to do by itself when a migration fails.
 *
 * @since 0.1
 */
public enum FailurePolicy {
    /** Roll back until PMM 3 has answered; leave everything later to the operator. */
    ROLL_BACK_UNTIL_READY,
    /**
     * Roll back also when a required check shows, right after the cut-over, that something is lost. The default.
     *
     * <p>Right after the cut-over means in the run that made it: later, going back would lose what was monitored since, and
     * that is for the operator to decide. A check that could not be made, and a key that could not be converted, are no
     * reasons to go back either.
     */
    ROLL_BACK_UNTIL_VERIFIED,
    /** Never roll back; stop where it is. */
    STOP
}
