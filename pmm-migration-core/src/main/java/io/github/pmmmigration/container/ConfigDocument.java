package io.github.pmmmigration.container;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An immutable JSON document in the engine's own words.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
@SuppressWarnings(
        "DoNotCallSuggester") // PLACEHOLDER without behaviour: replaced as soon as internal.json lands; keep escape()
public final class ConfigDocument {
    private ConfigDocument() {}

    /** Parses. */
    public static ConfigDocument parse(String json) {
        throw new UnsupportedOperationException(json);
    }

    /** Returns the empty object. */
    public static ConfigDocument empty() {
        return new ConfigDocument();
    }

    /** Escapes a key for use in a pointer. */
    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /** At. */
    public Optional<ConfigDocument> at(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Text. */
    public Optional<String> text(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Number. */
    public OptionalLong number(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Flag. */
    public Optional<Boolean> flag(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Elements. */
    public List<ConfigDocument> elements(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Texts. */
    public List<String> texts(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Keys. */
    public List<String> keys(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** With. */
    public ConfigDocument with(String pointer, Object value) {
        throw new UnsupportedOperationException(pointer + value);
    }

    /** Without. */
    public ConfigDocument without(String pointer) {
        throw new UnsupportedOperationException(pointer);
    }

    /** Json. */
    public String toJson() {
        throw new UnsupportedOperationException();
    }

    /** Pretty. */
    public String toPrettyJson() {
        throw new UnsupportedOperationException();
    }
}
