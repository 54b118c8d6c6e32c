package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to the engine, before the version of the interface is put in front of its path.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param method HTTP method
 * @param path path and query, starting with a slash
 * @param headers headers beside those of the body; may hold registry credentials
 * @param body body, for some posts
 * @since 0.1
 */
public record EngineRequest(String method, String path, Map<String, String> headers, Optional<ConfigDocument> body) {
    /** Copies the headers. */
    public EngineRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a request that reads. */
    public static EngineRequest get(String path) {
        return new EngineRequest("GET", path, Map.of(), Optional.empty());
    }

    /** Returns a request that changes something and says all in its path. */
    public static EngineRequest post(String path) {
        return new EngineRequest("POST", path, Map.of(), Optional.empty());
    }

    /** Returns a request that changes something as a document says. */
    public static EngineRequest post(String path, ConfigDocument body) {
        return new EngineRequest("POST", path, Map.of(), Optional.of(body));
    }

    /** Returns a request that removes something. */
    public static EngineRequest delete(String path) {
        return new EngineRequest("DELETE", path, Map.of(), Optional.empty());
    }

    /** Returns this request with another header. */
    public EngineRequest withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new EngineRequest(method, path, more, body);
    }

    /** Returns whether it only reads, so that sending it twice is harmless. */
    public boolean reads() {
        return method.equals("GET");
    }

    /** Returns method and path, for messages; never headers or body. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
