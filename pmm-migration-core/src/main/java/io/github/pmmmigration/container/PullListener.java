package io.github.pmmmigration.container;

/**
 * Hears how far a pull has come.
 *
 * <p>Called on the engine adapter's threads, never concurrently for one pull; must not block for long.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PullListener {
    /** Ignores everything. */
    PullListener NONE = progress -> {};

    /** Receives the state of the pull. */
    void progressed(PullProgress progress);
}
