package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * Something by which a user may point at a container: its name, its identifier, or the beginning of its identifier.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param value the name or identifier
 * @since 0.1
 */
public record ContainerRef(String value) {
    /** Rejects an empty reference and one that could be taken for a path or an option. */
    public ContainerRef {
        Objects.requireNonNull(value, "value");
        if (value.isEmpty() || value.startsWith("-") || !value.chars().allMatch(ContainerRef::allowed)) {
            throw new IllegalArgumentException("value is neither a container name nor an id: '" + value + "'");
        }
    }

    /** Returns a reference to the container with this name or identifier. */
    public static ContainerRef of(String value) {
        return new ContainerRef(Objects.requireNonNull(value, "value").startsWith("/") ? value.substring(1) : value);
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
