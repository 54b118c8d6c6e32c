package io.github.pmmmigration.internal.json;

/**
 * Stands for JSON's null in a tree, so that Java's null need not.
 *
 * <p>Immutable and so safe for concurrent use.
 *
 * @since 0.1
 */
public enum JsonNull {
    /** The only value. */
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
