package io.github.pmmmigration.testing;

/**
 * The ways in which a call to the {@link InMemoryContainerEngine} can go wrong.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum Interruption {
    /** The process dies before the call reaches the engine. */
    CRASH_BEFORE,
    /** The process dies after the call took effect, before the answer arrives. */
    CRASH_AFTER,
    /** The connection breaks before the call reaches the engine; the process lives and cannot tell. */
    LOST_REQUEST,
    /** The connection breaks after the call took effect; the process lives and cannot tell. */
    LOST_REPLY,
    /** The process dies, and the call takes effect right after the first call of its successor. */
    LATE_AFTER_FIRST_CALL,
    /** The process dies, and the call takes effect between the last look of its successor and its first change. */
    LATE_BEFORE_FIRST_CHANGE,
    /** The process dies, and the call takes effect right after the first change of its successor. */
    LATE_AFTER_FIRST_CHANGE;

    /** Returns whether the process is dead afterwards. */
    public boolean isCrash() {
        return this != LOST_REQUEST && this != LOST_REPLY;
    }

    /** Returns whether the call takes effect later. */
    public boolean isLate() {
        return this == LATE_AFTER_FIRST_CALL || this == LATE_BEFORE_FIRST_CHANGE || this == LATE_AFTER_FIRST_CHANGE;
    }
}
