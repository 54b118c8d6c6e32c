package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short words for building the engine's documents. */
final class Json {
    static final ConfigDocument NULL = ConfigDocument.parse("null");
    static final Map<String, Object> NOTHING = Map.of();

    private Json() {}

    /** Returns the fields of an object, in the order given; keys and values alternate. */
    static Map<String, Object> fields(Object... keysAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return fields;
    }

    static ConfigDocument document(Map<String, Object> fields) {
        return ConfigDocument.empty().with("", fields);
    }

    /** Returns the object's fields, JSON's nulls included, ready to be changed. */
    static Map<String, Object> fieldsOf(ConfigDocument object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        object.keys("").forEach(key -> fields.put(key, object.at(pointer(key)).orElse(NULL)));
        return fields;
    }

    /** Returns the object's fields, or none when the place is empty. */
    static Map<String, Object> fieldsAt(ConfigDocument document, String pointer) {
        return document.at(pointer).map(Json::fieldsOf).orElseGet(LinkedHashMap::new);
    }

    /** Returns the object's texts; other values are read as empty. */
    static Map<String, String> textsOf(ConfigDocument document, String pointer) {
        Map<String, String> texts = new LinkedHashMap<>();
        document.at(pointer)
                .ifPresent(object -> object.keys("")
                        .forEach(key -> texts.put(key, object.text(pointer(key)).orElse(""))));
        return texts;
    }

    static String pointer(String key) {
        return "/" + ConfigDocument.escape(key);
    }

    /** Returns the list, or JSON's null when it is empty, as engines do. */
    static Object listOrNull(List<?> list) {
        return list.isEmpty() ? NULL : list;
    }
}
