package io.github.pmmmigration.internal.json;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Derives changed copies of trees, which share with the original all that did not change.
 *
 * <p>Stateless and so safe for concurrent use.
 *
 * @since 0.1
 */
public final class JsonEdit {

    private JsonEdit() {}

    /**
     * Returns a copy with {@code value} in the given place. Objects missing on the way are created, null gives way to one,
     * and {@code -} is the place behind the last element of an array.
     *
     * @throws IllegalArgumentException if the place lies inside a scalar or beyond the end of an array
     */
    public static Object with(Object tree, JsonPointer place, Object value) {
        return with(tree, place.keys(), value);
    }

    /** Returns a copy without the member or element in the given place, or the tree itself if there is none. */
    public static Object without(Object tree, JsonPointer place) {
        if (place.keys().isEmpty()) {
            return Map.of();
        }
        return place.find(tree).isEmpty() ? tree : without(tree, place.keys());
    }

    private static Object with(Object tree, List<String> place, Object value) {
        if (place.isEmpty()) {
            return value;
        }
        return replaceChild(tree, place.get(0), child -> with(child, rest(place), value));
    }

    private static Object without(Object tree, List<String> place) {
        String key = place.get(0);
        if (place.size() > 1) {
            return replaceChild(tree, key, child -> without(child, rest(place)));
        }
        if (tree instanceof List<?> elements) {
            List<Object> changed = new ArrayList<>(elements);
            changed.remove(JsonPointer.index(key));
            return Collections.unmodifiableList(changed);
        }
        Map<String, Object> changed = members(tree);
        changed.remove(key);
        return Collections.unmodifiableMap(changed);
    }

    private static Object replaceChild(Object tree, String key, Function<Object, Object> change) {
        if (tree instanceof List<?> elements) {
            return replaceElement(new ArrayList<>(elements), key, change);
        }
        Map<String, Object> changed = members(tree);
        changed.put(key, change.apply(changed.getOrDefault(key, Map.of())));
        return Collections.unmodifiableMap(changed);
    }

    private static Object replaceElement(List<Object> elements, String key, Function<Object, Object> change) {
        int index = key.equals(JsonPointer.BEHIND_LAST) ? elements.size() : JsonPointer.index(key);
        if (index < 0 || index > elements.size()) {
            throw new IllegalArgumentException(
                    "No place \"" + key + "\" in an array of " + elements.size() + " elements");
        }
        if (index == elements.size()) {
            elements.add(Map.of());
        }
        elements.set(index, change.apply(elements.get(index)));
        return Collections.unmodifiableList(elements);
    }

    private static Map<String, Object> members(Object tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (tree instanceof Map<?, ?> members) {
            members.forEach((key, value) -> copy.put(Json.checkedKey(key), value));
        } else if (tree != JsonNull.NULL) {
            throw new IllegalArgumentException("Only objects and arrays have places inside");
        }
        return copy;
    }

    private static List<String> rest(List<String> place) {
        return place.subList(1, place.size());
    }
}
