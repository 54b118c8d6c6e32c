package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Small questions that many lenses ask of a document. */
final class Documents {
    private static final Set<String> NOTHING = Set.of("null", "\"\"", "[]", "{}", "0", "false");

    private Documents() {}

    /** Returns whether there is a value that an engine would not take for "not given". */
    static boolean hasContent(ConfigDocument document, String pointer) {
        return document.at(pointer).filter(value -> !isNothing(value)).isPresent();
    }

    static boolean isNothing(ConfigDocument value) {
        return NOTHING.contains(value.toJson());
    }

    /** Returns the value, where "not given" in all its spellings counts as absent. */
    static Optional<ConfigDocument> content(ConfigDocument document, String pointer) {
        return document.at(pointer).filter(value -> !isNothing(value));
    }

    static boolean same(ConfigDocument one, ConfigDocument other, String pointer) {
        return content(one, pointer).equals(content(other, pointer));
    }

    /** Returns the members of an object whose values are strings, in their order. */
    static Map<String, String> strings(ConfigDocument document, String pointer) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String key : document.keys(pointer)) {
            document.text(child(pointer, key)).ifPresent(value -> members.put(key, value));
        }
        return members;
    }

    /** Returns the places, in the engine's terms, of all values that are neither objects nor "not given". */
    static List<String> places(ConfigDocument document) {
        List<String> places = new ArrayList<>();
        collect(document, "", places);
        return places;
    }

    private static void collect(ConfigDocument document, String pointer, List<String> places) {
        for (String key : document.keys(pointer)) {
            String place = child(pointer, key);
            if (!document.keys(place).isEmpty()) {
                collect(document, place, places);
            } else if (hasContent(document, place)) {
                places.add(place(place));
            }
        }
    }

    /** Returns a pointer in the engine's terms: {@code HostConfig.Memory}. */
    static String place(String pointer) {
        return pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }

    static String child(String pointer, String key) {
        return pointer + "/" + ConfigDocument.escape(key);
    }

    /** Returns the value for people: a string as it is, anything else as JSON. */
    static String show(ConfigDocument value) {
        return value.text("").orElseGet(value::toJson);
    }
}
