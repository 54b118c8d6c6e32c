package io.github.pmmmigration.internal.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;

/** Reads trees with somebody else's parser. */
final class MoshiOracle {

    private final JsonReader reader;

    private MoshiOracle(String json) {
        reader = JsonReader.of(new Buffer().writeUtf8(json));
    }

    /** Returns the tree, or fails with an unchecked exception if Moshi takes the text for malformed. */
    static Object parse(String json) {
        try {
            MoshiOracle oracle = new MoshiOracle(json);
            Object tree = oracle.value();
            if (oracle.reader.peek() != JsonReader.Token.END_DOCUMENT) {
                throw new JsonDataException("more than one value");
            }
            return tree;
        } catch (EOFException end) {
            throw new JsonDataException("too short", end);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private Object value() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_ARRAY -> array();
            case BEGIN_OBJECT -> object();
            case STRING -> reader.nextString();
            case NUMBER -> new JsonNumber(reader.nextString());
            case BOOLEAN -> reader.nextBoolean();
            case NULL -> {
                reader.<Object>nextNull();
                yield JsonNull.NULL;
            }
            default -> throw new JsonDataException("no value");
        };
    }

    private List<Object> array() throws IOException {
        List<Object> elements = new ArrayList<>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(value());
        }
        reader.endArray();
        return elements;
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        reader.beginObject();
        while (reader.hasNext()) {
            members.put(reader.nextName(), value());
        }
        reader.endObject();
        return members;
    }
}
