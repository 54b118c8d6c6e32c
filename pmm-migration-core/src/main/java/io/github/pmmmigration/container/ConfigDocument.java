package io.github.pmmmigration.container;

import io.github.pmmmigration.internal.json.Json;
import io.github.pmmmigration.internal.json.JsonEdit;
import io.github.pmmmigration.internal.json.JsonNull;
import io.github.pmmmigration.internal.json.JsonNumber;
import io.github.pmmmigration.internal.json.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries an engine's own JSON unchanged: fields this library does not know, and every digit of every number, survive.
 *
 * <p>Places are named by JSON pointers (RFC 6901), such as {@code /HostConfig/Binds/0}; {@link #escape}
 * prepares keys that contain slashes. Readers take an absent value, JSON's null and a value of another type than asked for alike:
 * all are empty. {@link #with} and {@link #without} return changed copies.
 *
 * <pre>{@code
 * ConfigDocument changed = document.with("/Labels/purpose", "backup").without("/HostConfig/Links");
 * }</pre>
 *
 * <p>Documents are equal if their content is; the order of keys does not matter, the notation of numbers does. The content
 * may hold secrets, so {@link #toString} does not show it.
 *
 * <p>Immutable and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class ConfigDocument {

    private static final ConfigDocument EMPTY = new ConfigDocument(Map.of());

    private final Object tree;

    private ConfigDocument(Object tree) {
        this.tree = tree;
    }

    /**
     * Reads a document from JSON text; of equal keys in one object the last wins.
     *
     * @throws IllegalArgumentException if the text is not valid JSON or nested deeper than 512 levels; the message gives
     *     the position and quotes nothing from the text
     */
    public static ConfigDocument parse(String json) {
        return new ConfigDocument(Json.parse(json));
    }

    /** Returns the document {@code {}}. */
    public static ConfigDocument empty() {
        return EMPTY;
    }

    /** Escapes the slashes and tildes in a key, such as {@code 443/tcp}, for use in a pointer. */
    public static String escape(String key) {
        return JsonPointer.escape(Objects.requireNonNull(key, "key"));
    }

    /** Returns the value in a place as a document of its own. */
    public Optional<ConfigDocument> at(String pointer) {
        return find(pointer).map(ConfigDocument::new);
    }

    /** Returns the string in a place. */
    public Optional<String> text(String pointer) {
        return find(pointer, String.class);
    }

    /** Returns the number in a place, if it is whole and fits a {@code long}. */
    public OptionalLong number(String pointer) {
        return find(pointer, JsonNumber.class).map(JsonNumber::toLong).orElse(OptionalLong.empty());
    }

    /** Returns the truth value in a place. */
    public Optional<Boolean> flag(String pointer) {
        return find(pointer, Boolean.class);
    }

    /** Returns the elements of the array in a place, nulls left out; an empty list if there is no array. */
    public List<ConfigDocument> elements(String pointer) {
        return array(pointer).stream()
                .filter(element -> element != JsonNull.NULL)
                .map(ConfigDocument::new)
                .toList();
    }

    /** Returns the strings in the array in a place, other elements left out; an empty list if there is no array. */
    public List<String> texts(String pointer) {
        return array(pointer).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Returns the keys of the object in a place, in its order; an empty list if there is no object. */
    public List<String> keys(String pointer) {
        return find(pointer, Map.class).map(ConfigDocument::keysOf).orElse(List.of());
    }

    /**
     * Returns a copy with another value in a place. Objects missing on the way are created; the key {@code -} stands for
     * the place behind the last element of an array.
     *
     * @param value a string, number, truth value or document, or a list or a map (with string keys) of such
     * @throws IllegalArgumentException if the value is of another type, or the place lies inside a string, number or truth
     *     value or beyond the end of an array
     */
    public ConfigDocument with(String pointer, Object value) {
        Objects.requireNonNull(value, "value");
        return new ConfigDocument(
                JsonEdit.with(tree, JsonPointer.parse(pointer), Json.tree(value, ConfigDocument::unwrap)));
    }

    /** Returns a copy without the value in a place; what is not there needs no removing. */
    public ConfigDocument without(String pointer) {
        return new ConfigDocument(JsonEdit.without(tree, JsonPointer.parse(pointer)));
    }

    /** Writes the document on one line, without white space. The text shows all content, secrets included. */
    public String toJson() {
        return Json.write(tree);
    }

    /** Writes the document indented, for people. The text shows all content, secrets included. */
    public String toPrettyJson() {
        return Json.writePretty(tree);
    }

    private Optional<Object> find(String pointer) {
        return JsonPointer.parse(pointer).find(tree).filter(value -> value != JsonNull.NULL);
    }

    private <T> Optional<T> find(String pointer, Class<T> type) {
        return find(pointer).filter(type::isInstance).map(type::cast);
    }

    private List<?> array(String pointer) {
        return find(pointer, List.class).orElse(List.of());
    }

    private static List<String> keysOf(Map<?, ?> members) {
        return members.keySet().stream().map(String.class::cast).toList();
    }

    private static Object unwrap(Object value) {
        return value instanceof ConfigDocument document ? document.tree : value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigDocument document && tree.equals(document.tree);
    }

    @Override
    public int hashCode() {
        return tree.hashCode();
    }

    @Override
    public String toString() {
        if (tree instanceof Map<?, ?> members) {
            return "ConfigDocument[" + members.size() + " fields]";
        }
        return tree instanceof List<?> list
                ? "ConfigDocument[" + list.size() + " elements]"
                : "ConfigDocument[1 value]";
    }
}
