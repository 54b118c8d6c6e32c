package io.github.pmmmigration.error;

/**
 * Says what a {@link Finding} means for the migration.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum Severity {
    /** The migration is refused until the cause is gone. */
    BLOCKER,
    /** The migration goes on, but somebody should know; some warnings ask to be accepted by code first. */
    WARNING,
    /** Worth knowing, no action needed. */
    INFO
}
