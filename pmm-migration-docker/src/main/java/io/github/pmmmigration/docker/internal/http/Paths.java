package io.github.pmmmigration.docker.internal.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Puts values into paths so that they cannot become more than one segment or parameter.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Paths {
    private Paths() {}

    /** Returns the value as one segment of a path, or as the value of a parameter. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns an image reference for the place where the engine takes slashes and colons as they are. */
    public static String encodeImage(String reference) {
        return encode(reference).replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }
}
