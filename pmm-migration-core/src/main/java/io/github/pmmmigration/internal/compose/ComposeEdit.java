package io.github.pmmmigration.internal.compose;

import java.util.Objects;

/**
 * A file before and after.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public record ComposeEdit(String path, String before, String after) {
    /** Checks for nulls. */
    public ComposeEdit {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    @Override
    public String toString() {
        return "ComposeEdit[" + path + "]";
    }
}
