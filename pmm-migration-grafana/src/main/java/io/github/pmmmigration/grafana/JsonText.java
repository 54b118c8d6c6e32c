package io.github.pmmmigration.grafana;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okio.Buffer;

/** Writes the bodies of requests. */
final class JsonText {
    private JsonText() {}

    /** Returns an object as text; values are texts, numbers, flags, lists and maps of those. */
    static String object(Map<String, ?> members) {
        Buffer text = new Buffer();
        try (JsonWriter writer = JsonWriter.of(text)) {
            writer.jsonValue(members);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.readUtf8();
    }
}
