package io.github.pmmmigration.grafana;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;

/**
 * Replies of the supported versions, kept as files.
 *
 * <p>Each begins with lines of remarks: where its shape was taken from, and its status if that is not 200.
 */
final class Fixtures {
    private static final Pattern STATUS = Pattern.compile("# Status: (\\d+)");

    private Fixtures() {}

    static MockResponse reply(String version, String name) {
        String file = text(version, name);
        Matcher status = STATUS.matcher(file);
        return new MockResponse.Builder()
                .code(status.find() ? Integer.parseInt(status.group(1)) : 200)
                .setHeader("Content-Type", "application/json")
                .body(withoutRemarks(file))
                .build();
    }

    static String body(String version, String name) {
        return withoutRemarks(text(version, name));
    }

    private static String text(String version, String name) {
        String path = "/fixtures/" + version + "/" + name + ".json";
        try (InputStream stream = Fixtures.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(stream, path).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutRemarks(String file) {
        return file.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }
}
