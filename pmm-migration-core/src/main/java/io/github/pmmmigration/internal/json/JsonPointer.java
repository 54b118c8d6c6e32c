package io.github.pmmmigration.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names a place in a tree, as RFC 6901 has it: {@code /HostConfig/PortBindings/443~1tcp/0}.
 *
 * <p>Immutable and so safe for concurrent use.
 *
 * @param keys the names of members and indexes of elements on the way, outermost first, not escaped
 * @since 0.1
 */
public record JsonPointer(List<String> keys) {

    /** How RFC 6901 names the place behind the last element of an array. */
    static final String BEHIND_LAST = "-";

    public JsonPointer {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the textual form.
     *
     * @throws IllegalArgumentException if it is neither empty nor begins with a slash
     */
    public static JsonPointer parse(String pointer) {
        Objects.requireNonNull(pointer, "pointer");
        if (pointer.isEmpty()) {
            return new JsonPointer(List.of());
        }
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "A JSON pointer is empty or begins with '/', unlike \"" + pointer + "\"");
        }
        List<String> keys = new ArrayList<>();
        for (int slash = 0; slash >= 0; ) {
            int next = pointer.indexOf('/', slash + 1);
            keys.add(unescape(pointer.substring(slash + 1, next < 0 ? pointer.length() : next)));
            slash = next;
        }
        return new JsonPointer(keys);
    }

    /** Returns the value in that place, if there is one; JSON's null counts as one. */
    public Optional<Object> find(Object tree) {
        @Nullable Object here = tree;
        for (String key : keys) {
            here = child(here, key);
        }
        return Optional.ofNullable(here);
    }

    private static @Nullable Object child(@Nullable Object parent, String key) {
        if (parent instanceof Map<?, ?> members) {
            return members.get(key);
        }
        if (parent instanceof List<?> elements) {
            int index = index(key);
            return index >= 0 && index < elements.size() ? elements.get(index) : null;
        }
        return null;
    }

    /** Returns the index of an array's element, or -1 if the key cannot be one. */
    static int index(String key) {
        boolean decimal = key.matches("0|[1-9][0-9]{0,8}");
        return decimal ? Integer.parseInt(key) : -1;
    }

    /** Escapes one key for use in the textual form. */
    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    @Override
    public String toString() {
        return keys.stream().map(key -> "/" + escape(key)).collect(Collectors.joining());
    }
}
