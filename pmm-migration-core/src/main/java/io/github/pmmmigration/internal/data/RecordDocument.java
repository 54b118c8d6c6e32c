package io.github.pmmmigration.internal.data;

import java.util.Objects;

/**
 * A text to be kept beside the backup, for example what the engine said about the old container.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name file name: letters, digits and {@code . _ -}, not starting with a dot
 * @param content the text, free of secrets
 * @since 0.1
 */
public record RecordDocument(String name, String content) {
    /** Rejects names that could leave the folder of documents. */
    public RecordDocument {
        Objects.requireNonNull(content, "content");
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("name must hold letters, digits and . _ - only: " + name);
        }
    }

    /** Returns the name and the length only. */
    @Override
    public String toString() {
        return "RecordDocument[" + name + ", " + content.length() + " characters]";
    }
}
