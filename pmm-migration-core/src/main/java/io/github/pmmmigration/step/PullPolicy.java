package io.github.pmmmigration.step;

/**
 * When to fetch the target image.
 *
 * @since 0.1
 */
public enum PullPolicy {
    /** When it is not on the engine; an image that is there needs no registry. The default. */
    MISSING,
    /** Always. */
    ALWAYS,
    /** Never; it must be there. */
    NEVER
}
