package io.github.pmmmigration.internal.configuration;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes words so that a POSIX shell, or a reader of comma-separated values, reads them back unchanged.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    private static final Pattern REFERENCE = Pattern.compile("\u0001(\\w+)\u0001");

    private Shell() {}

    /** Returns the word as a shell is to be given it; a {@link #reference} in it becomes the variable's value. */
    public static String quote(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        String quoted = "'" + word.replace("'", "'\\''") + "'";
        return REFERENCE.matcher(quoted).replaceAll("'\"\\$$1\"'");
    }

    /** Returns what stands in a word for the value that a variable of the shell will have. */
    public static String reference(String variable) {
        return "\u0001" + variable + "\u0001";
    }

    /** Returns the words of one command. */
    public static String join(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }

    /** Writes one line of comma-separated values, as the engine's command line takes it for mounts and networks. */
    static String commaSeparated(List<String> fields) {
        return fields.stream().map(Shell::field).collect(Collectors.joining(","));
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
