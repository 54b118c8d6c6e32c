package io.github.pmmmigration.container;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names one migration: the identifier of the container it started from, shortened to twelve characters.
 *
 * <p>Because it follows from the container, a second process finds the traces of the first without any file. Immutable and
 * safe for concurrent use.
 *
 * @param value twelve hexadecimal digits for real engines
 * @since 0.1
 */
public record MigrationId(String value) {
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9]{1,64}");

    /** Rejects what could not be part of a container's name. */
    public MigrationId {
        Objects.requireNonNull(value, "value");
        if (!isValid(value)) {
            throw new IllegalArgumentException("value is not a migration id: '" + value + "'");
        }
    }

    /** Returns whether a text that somebody wrote on a label can be an id. */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    /** Returns the id of a migration that starts from this container. */
    public static MigrationId of(ContainerId source) {
        return new MigrationId(source.shortened());
    }

    @Override
    public String toString() {
        return value;
    }
}
