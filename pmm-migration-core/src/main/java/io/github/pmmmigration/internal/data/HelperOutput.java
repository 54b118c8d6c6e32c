package io.github.pmmmigration.internal.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a data script has printed so far, both streams together, read from the end: the latest of each kind counts.
 *
 * <p>Lines start with {@code phase}, {@code progress}, {@code summary} or {@code error}. Anything else was said by the tools
 * it uses. Tolerates a log that is cut off anywhere.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param phase what it is or was doing, for example {@code copying}
 * @param progress how far the copy is
 * @param summary results by name; empty until the end
 * @param error the line that says why it gave up
 * @param remarks the last lines of other text, ten at most
 * @since 0.1
 */
public record HelperOutput(
        Optional<String> phase,
        Optional<DataProgress> progress,
        Map<String, String> summary,
        Optional<HelperError> error,
        List<String> remarks) {
    private static final int MOST_REMARKS = 10;
    private static final String PHASE = "phase ";
    private static final String SUMMARY = "summary ";

    /** Copies the collections. */
    public HelperOutput {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(error, "error");
        summary = Map.copyOf(summary);
        remarks = List.copyOf(remarks);
    }

    /** Reads the text of a log or the end of one. */
    public static HelperOutput parse(String log) {
        List<String> lines =
                log.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return new HelperOutput(
                last(lines, line -> rest(line, PHASE)),
                last(lines, DataProgress::parse),
                last(lines, line -> rest(line, SUMMARY))
                        .map(HelperOutput::pairs)
                        .orElse(Map.of()),
                last(lines, HelperError::parse),
                remarksOf(lines));
    }

    /** Returns a number of the summary; zero when it is absent. */
    public long count(String name) {
        String value = summary.getOrDefault(name, "0");
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }

    private static <T> Optional<T> last(List<String> lines, Function<String, Optional<T>> reading) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Optional<T> found = reading.apply(lines.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> rest(String line, String start) {
        return line.startsWith(start) ? Optional.of(line.substring(start.length())) : Optional.empty();
    }

    /** Splits {@code a=1 b=2}; words without a sign are left out. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String word : text.split(" ", -1)) {
            int sign = word.indexOf('=');
            if (sign > 0) {
                pairs.put(word.substring(0, sign), word.substring(sign + 1));
            }
        }
        return pairs;
    }

    private static List<String> remarksOf(List<String> lines) {
        List<String> others = new ArrayList<>(lines);
        others.removeIf(line -> line.startsWith(PHASE)
                || line.startsWith(SUMMARY)
                || line.startsWith("progress ")
                || line.startsWith("error "));
        return others.subList(Math.max(0, others.size() - MOST_REMARKS), others.size());
    }
}
