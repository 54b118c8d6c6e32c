package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * How far a pull has come.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param currentBytes bytes transferred so far, over all layers
 * @param totalBytes bytes to transfer as far as known; zero while unknown
 * @param status the engine's own words
 * @since 0.1
 */
public record PullProgress(long currentBytes, long totalBytes, String status) {
    /** Rejects absent components. */
    public PullProgress {
        Objects.requireNonNull(status, "status");
    }
}
