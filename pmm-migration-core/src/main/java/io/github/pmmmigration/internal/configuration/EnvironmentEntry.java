package io.github.pmmmigration.internal.configuration;

import java.util.Locale;
import java.util.Optional;

/**
 * One entry of an environment, split at its first equals sign.
 *
 * @param name the name, as written
 * @param value the value, byte for byte; absent in an entry that takes a variable of the image away
 */
record EnvironmentEntry(String name, Optional<String> value) {
    static EnvironmentEntry parse(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0
                ? new EnvironmentEntry(entry, Optional.empty())
                : new EnvironmentEntry(entry.substring(0, equals), Optional.of(entry.substring(equals + 1)));
    }

    static EnvironmentEntry of(String name, String value) {
        return new EnvironmentEntry(name, Optional.of(value));
    }

    /** Returns the name as PMM compares it. */
    String canonicalName() {
        return name.toUpperCase(Locale.ROOT);
    }

    EnvironmentEntry renamed(String newName) {
        return new EnvironmentEntry(newName, value);
    }

    /** Returns the entry with its value hidden, unless it is harmless. */
    String redacted() {
        return Redaction.environment(toString());
    }

    @Override
    public String toString() {
        return value.map(text -> name + "=" + text).orElse(name);
    }
}
