package io.github.pmmmigration.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A shell script that works on the data. Its text never varies; values reach it as arguments.
 *
 * <p>Every script needs root, a POSIX shell, coreutils, findutils, GNU tar and gzip, and nothing else. Each may be killed
 * at any instant and run again.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public enum DataScript {
    /** Copies ahead while PMM 2 serves. Changes the backup and the records. */
    PRECOPY("common tree verification precopy"),
    /** Waits for the signal that PMM 2 has stopped, then finishes and verifies the backup or copy, records the ownership and
     *  changes it. */
    PREPARE("release common tree verification manifest prepare"),
    /** Puts the recorded ownership back. */
    RESTORE_OWNERSHIP("common manifest restore-ownership"),
    /** Writes documents into the records, or tells what the records say. */
    RECORDS("common records");

    private final String text;

    DataScript(String parts) {
        this.text = Arrays.stream(parts.split(" ", -1))
                .flatMap(part -> read(part).lines())
                .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Returns the text to pass to {@code sh -c}: the parts one after the other, without comments and blank lines. */
    public String text() {
        return text;
    }

    private static String read(String part) {
        String file = part + ".sh";
        try (InputStream input = DataScript.class.getResourceAsStream(file)) {
            if (input == null) {
                throw new IllegalStateException("The script " + file + " is missing from the library's jar");
            }
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
