package io.github.pmmmigration.internal.data;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The line with which a data script gives up: {@code error KIND [KEY=VALUE ...]: TEXT}.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param kind short name, for example {@code no-space}
 * @param details figures, for example {@code needed} and {@code available}
 * @param text one or two sentences
 * @since 0.1
 */
public record HelperError(String kind, Map<String, String> details, String text) {
    private static final String START = "error ";

    /** Copies the details. */
    public HelperError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        details = Map.copyOf(details);
    }

    /** Reads the line; empty if it is something else. */
    public static Optional<HelperError> parse(String line) {
        int colon = line.indexOf(": ");
        if (!line.startsWith(START) || colon < START.length()) {
            return Optional.empty();
        }
        String head = line.substring(START.length(), colon);
        int space = head.indexOf(' ');
        String kind = space < 0 ? head : head.substring(0, space);
        return Optional.of(new HelperError(kind, HelperOutput.pairs(head), line.substring(colon + 2)));
    }
}
