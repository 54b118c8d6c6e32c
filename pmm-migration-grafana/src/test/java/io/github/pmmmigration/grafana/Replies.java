package io.github.pmmmigration.grafana;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import okio.Buffer;

/** Replies that tests put together. */
final class Replies {
    static final Headers HTML = Headers.of("Content-Type", "text/html");
    static final Headers JSON = Headers.of("Content-Type", "application/json");

    private Replies() {}

    static MockResponse json(Object body) {
        return json(200, body);
    }

    static MockResponse json(int status, Object body) {
        Buffer text = new Buffer();
        try (JsonWriter writer = JsonWriter.of(text)) {
            writer.jsonValue(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MockResponse(status, JSON, text.readUtf8());
    }

    static MockResponse error(int status, int code, String message) {
        return json(status, Map.of("error", message, "code", code, "message", message));
    }

    static MockResponse text(int status, String body) {
        return new MockResponse(status, JSON, body);
    }

    static MockResponse html(int status) {
        return new MockResponse(status, HTML, "<html><body>Something for people to read</body></html>");
    }

    static MockResponse redirect(String location) {
        return new MockResponse.Builder()
                .code(302)
                .setHeader("Location", location)
                .build();
    }
}
