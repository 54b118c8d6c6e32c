package io.github.pmmmigration.internal.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a copy has come. Read off the file system's counters, so it is an estimate that never exceeds the total.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param bytes bytes written
 * @param files entries written
 * @param totalBytes bytes to write in this run
 * @since 0.1
 */
public record DataProgress(long bytes, long files, long totalBytes) {
    private static final Pattern LINE = Pattern.compile("progress (\\d{1,18}) (\\d{1,18}) (\\d{1,18})");

    /** Reads a line such as {@code progress 1024 3 4096}; empty if it is something else. */
    public static Optional<DataProgress> parse(String line) {
        Matcher matcher = LINE.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new DataProgress(number(matcher, 1), number(matcher, 2), number(matcher, 3)))
                : Optional.empty();
    }

    /** Returns the share that is done, from 0 to 100; 100 when there is nothing to do. */
    public int percent() {
        return totalBytes == 0 ? 100 : (int) Math.min(100, bytes * 100.0 / totalBytes);
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }
}
