package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * The name of a volume; anonymous volumes have one too, 64 hexadecimal digits long.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param value the name
 * @since 0.1
 */
public record VolumeName(String value) {
    /** Rejects an empty name. */
    public VolumeName {
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
