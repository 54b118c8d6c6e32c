package io.github.pmmmigration.internal.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Converts between JSON text and immutable trees.
 *
 * <p>A tree consists of {@code Map<String, Object>} (in the order of the text), {@code List<Object>}, {@link String},
 * {@link Boolean}, {@link JsonNumber} and {@link JsonNull}; Java's {@code null} never occurs in it. Numbers keep their
 * digits and strings their characters, so reading and writing loses nothing but white space and the first of two equal
 * keys.
 *
 * <p>Stateless and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class Json {

    /** How deep arrays and objects may be nested, in text and in trees. */
    public static final int MAX_DEPTH = 512;

    private Json() {}

    /**
     * Reads one JSON value, strictly as RFC 8259 has it; of equal keys in an object the last one wins.
     *
     * @throws JsonException if the text is malformed or nested deeper than {@link #MAX_DEPTH}; its message gives the
     *     position and quotes nothing from the text
     */
    public static Object parse(String text) {
        return JsonParser.parse(Objects.requireNonNull(text, "text"));
    }

    /**
     * Writes a tree on one line, without white space. Plain Java values as accepted by {@link #tree} are written too.
     *
     * @throws IllegalArgumentException if the value cannot be expressed in JSON
     */
    public static String write(Object tree) {
        return JsonPrinter.compact(tree);
    }

    /**
     * Writes a tree indented by two spaces, without a line end after the last line. Plain Java values as accepted by
     * {@link #tree} are written too.
     *
     * @throws IllegalArgumentException if the value cannot be expressed in JSON
     */
    public static String writePretty(Object tree) {
        return JsonPrinter.pretty(tree);
    }

    /**
     * Copies a plain Java value into a tree: maps with string keys, collections, strings, booleans, numbers, null, and
     * trees themselves.
     *
     * @throws IllegalArgumentException if the value, or one inside it, is of another type, is not a finite number or is
     *     nested deeper than {@link #MAX_DEPTH}
     */
    public static Object tree(@Nullable Object value) {
        return copy(value, part -> part, 0);
    }

    /**
     * Copies a plain Java value like {@link #tree(Object)}, after replacing each part by what {@code unwrap} makes of it.
     *
     * @throws IllegalArgumentException as {@link #tree(Object)} does
     */
    public static Object tree(@Nullable Object value, UnaryOperator<Object> unwrap) {
        return copy(value, Objects.requireNonNull(unwrap, "unwrap"), 0);
    }

    private static Object copy(@Nullable Object wrapped, UnaryOperator<Object> unwrap, int depth) {
        if (wrapped == null) {
            return JsonNull.NULL;
        }
        Object value = unwrap.apply(wrapped);
        if (value instanceof Map<?, ?> map) {
            return copyMap(map, unwrap, checkedDepth(depth + 1));
        }
        if (value instanceof Collection<?> elements) {
            return copyElements(elements, unwrap, checkedDepth(depth + 1));
        }
        return scalar(value);
    }

    private static Map<String, Object> copyMap(Map<?, ?> map, UnaryOperator<Object> unwrap, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(checkedKey(key), copy(value, unwrap, depth)));
        return Collections.unmodifiableMap(copy);
    }

    private static List<Object> copyElements(Collection<?> elements, UnaryOperator<Object> unwrap, int depth) {
        List<Object> copy = new ArrayList<>(elements.size());
        elements.forEach(element -> copy.add(copy(element, unwrap, depth)));
        return Collections.unmodifiableList(copy);
    }

    static Object scalar(Object value) {
        if (value instanceof Number number) {
            return JsonNumber.of(number);
        }
        if (value instanceof String
                || value instanceof Boolean
                || value instanceof JsonNumber
                || value instanceof JsonNull) {
            return value;
        }
        throw new IllegalArgumentException(
                "No JSON for a value of " + value.getClass().getName());
    }

    static String checkedKey(@Nullable Object key) {
        if (key instanceof String name) {
            return name;
        }
        throw new IllegalArgumentException("The keys of a JSON object must be strings");
    }

    static int checkedDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("Nested deeper than " + MAX_DEPTH + " levels");
        }
        return depth;
    }
}
