package io.github.pmmmigration.grafana;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, read the way PMM writes them: what is missing or null has its zero value, what is not
 * known is ignored, and only a value of another kind is an error.
 */
final class JsonFields {
    private final Map<?, ?> members;

    private JsonFields(Map<?, ?> members) {
        this.members = members;
    }

    static JsonFields of(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return new JsonFields(members);
        }
        throw wrong(name, "an object");
    }

    static List<JsonFields> list(@Nullable Object value, String name) {
        return elements(value, name).map(element -> of(element, name)).toList();
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** Returns a text, or a number or flag as text; empty when missing. */
    String text(String name) {
        Object value = members.get(name);
        if (value instanceof Map || value instanceof List) {
            throw wrong(name, "a text");
        }
        return value == null ? "" : value.toString();
    }

    /** Returns a number, which may also be written as a text; zero when missing. */
    long number(String name) {
        Object value = members.get(name);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value == null || "".equals(value) ? 0 : parsed(name, value.toString());
    }

    /** Returns a number that fits an {@code int}. */
    int count(String name) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, Math.max(0, number(name))));
    }

    /** Returns a flag; false when missing. */
    boolean flag(String name) {
        Object value = members.get(name);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** Returns an object; without members when missing. */
    JsonFields object(String name) {
        Object value = members.get(name);
        return value == null ? new JsonFields(Map.of()) : of(value, name);
    }

    /** Returns a list of objects; empty when missing. */
    List<JsonFields> objects(String name) {
        return list(members.get(name), name);
    }

    /** Returns a list of texts or numbers as texts; empty when missing. */
    List<String> texts(String name) {
        return elements(members.get(name), name)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .toList();
    }

    /** Returns the lists of objects that this object holds, whatever they are called, one after the other. */
    Stream<JsonFields> grouped() {
        return members.entrySet().stream().flatMap(entry -> list(entry.getValue(), entry.getKey() + "").stream());
    }

    /** Returns a moment in the notation of RFC 3339; absent when missing. */
    Optional<Instant> moment(String name) {
        String text = text(name);
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw wrong(name, "a moment");
        }
    }

    private static Stream<?> elements(@Nullable Object value, String name) {
        if (value == null) {
            return Stream.empty();
        }
        if (value instanceof List<?> list) {
            return list.stream();
        }
        throw wrong(name, "a list");
    }

    private static long parsed(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong(name, "a number");
        }
    }

    private static ShapeException wrong(String name, String kind) {
        return new ShapeException("'" + name + "' is not " + kind);
    }
}
