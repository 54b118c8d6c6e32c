package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * Whether a discovered implementation could be used here, with the reason.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param available whether it could be used
 * @param reason why, or why not, in one sentence for people
 * @since 0.1
 */
public record Availability(boolean available, String reason) {
    /** Rejects absent components. */
    public Availability {
        Objects.requireNonNull(reason, "reason");
    }

    /** Returns that it could be used. */
    public static Availability yes(String reason) {
        return new Availability(true, reason);
    }

    /** Returns that it could not be used, and why. */
    public static Availability no(String reason) {
        return new Availability(false, reason);
    }
}
