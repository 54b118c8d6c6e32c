package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * The engine's own identifier of an image, such as {@code sha256:…}.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param value the identifier in full
 * @since 0.1
 */
public record ImageId(String value) {
    /** Rejects an empty identifier. */
    public ImageId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("value must not be empty");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
