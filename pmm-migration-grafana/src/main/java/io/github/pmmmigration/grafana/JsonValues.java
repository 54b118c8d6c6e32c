package io.github.pmmmigration.grafana;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into maps, lists, texts, numbers, booleans and null.
 *
 * <p>Unlike Moshi's own reader of untyped values it keeps large whole numbers exact and lets the last of several equal
 * names win, instead of failing with a message that repeats both values.
 */
final class JsonValues {
    private final JsonReader reader;

    private JsonValues(Buffer body) {
        this.reader = JsonReader.of(body);
    }

    /** Reads a whole document. */
    static @Nullable Object document(Buffer body) throws IOException {
        JsonValues values = new JsonValues(body);
        Object value = values.value();
        values.expectEnd();
        return value;
    }

    /** Walks through an object that holds lists of objects, one element at a time; whatever else it holds is skipped. */
    static void groups(Buffer body, BiConsumer<String, JsonFields> element) throws IOException {
        JsonValues values = new JsonValues(body);
        if (values.reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
            throw new ShapeException("it is not an object");
        }
        values.eachGroup(element);
        values.expectEnd();
    }

    private void eachGroup(BiConsumer<String, JsonFields> element) throws IOException {
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (reader.peek() == JsonReader.Token.BEGIN_ARRAY) {
                eachElement(name, element);
            } else {
                reader.skipValue();
            }
        }
        reader.endObject();
    }

    private void eachElement(String group, BiConsumer<String, JsonFields> element) throws IOException {
        reader.beginArray();
        while (reader.hasNext()) {
            if (reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
                element.accept(group, JsonFields.of(value(), group));
            } else {
                reader.skipValue();
            }
        }
        reader.endArray();
    }

    private @Nullable Object value() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> reader.nextString();
            case NUMBER -> number(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            default -> reader.nextNull();
        };
    }

    private Map<String, @Nullable Object> object() throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            members.put(name, value());
        }
        reader.endObject();
        return members;
    }

    private List<@Nullable Object> array() throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(value());
        }
        reader.endArray();
        return elements;
    }

    private static Number number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return Double.valueOf(text);
        }
    }

    private void expectEnd() throws IOException {
        if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
            throw new ShapeException("something follows it");
        }
    }
}
