package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * The engine's own identifier of a container, in full.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param value the identifier as the engine prints it without shortening
 * @since 0.1
 */
public record ContainerId(String value) {
    private static final int SHORT_LENGTH = 12;

    /** Rejects an empty identifier. */
    public ContainerId {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("value must not be empty");
        }
    }

    /** Returns the first twelve characters, as people know it from listings. */
    public String shortened() {
        return value.length() <= SHORT_LENGTH ? value : value.substring(0, SHORT_LENGTH);
    }

    /** Returns this identifier as a reference for reading. */
    public ContainerRef toRef() {
        return ContainerRef.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
