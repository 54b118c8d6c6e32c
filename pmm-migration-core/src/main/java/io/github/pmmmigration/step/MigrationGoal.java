package io.github.pmmmigration.step;

import java.util.Objects;

/**
 * Where to: forward to the replacement, or back to the source.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param direction where to
 * @param intent what shall be
 * @since 0.1
 */
public record MigrationGoal(Direction direction, MigrationIntent intent) {
    /** Rejects absent components. */
    public MigrationGoal {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(intent, "intent");
    }

    /** The two directions. */
    public enum Direction {
        /** The replacement serves in the source's place. */
        FORWARD,
        /** The source serves as before. */
        BACK
    }
}
