package io.github.pmmmigration.client;

import java.util.Objects;

/**
 * What became of one client.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param upgrade what was to be done
 * @param outcome how it ended
 * @param detail what is to be said about it; empty when nothing
 * @since 0.1
 */
public record ClientUpgradeResult(ClientUpgrade upgrade, Outcome outcome, String detail) {
    /** Rejects absent components. */
    public ClientUpgradeResult {
        Objects.requireNonNull(upgrade, "upgrade");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(detail, "detail");
    }

    /** How it can end. */
    public enum Outcome {
        /** Only looked at. */
        PLANNED,
        /** All commands ended with zero. */
        UPGRADED,
        /** One did not; those after it were not run. */
        FAILED,
        /** There is no transport to it. */
        LEFT_TO_YOU
    }
}
