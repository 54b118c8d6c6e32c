package io.github.pmmmigration.container;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of a container, without the leading slash that the engine's inspection shows.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param value letters, digits, {@code _}, {@code .} and {@code -}, starting with a letter or digit
 * @since 0.1
 */
public record ContainerName(String value) {
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    /** Rejects names that an engine would refuse. */
    public ContainerName {
        Objects.requireNonNull(value, "value");
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("value is not a container name: '" + value + "'");
        }
    }

    /** Returns the name for what the engine's inspection shows, with or without its leading slash. */
    public static ContainerName of(String value) {
        return new ContainerName(value.startsWith("/") ? value.substring(1) : value);
    }

    /** Returns this name as a reference for reading. */
    public ContainerRef toRef() {
        return ContainerRef.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
