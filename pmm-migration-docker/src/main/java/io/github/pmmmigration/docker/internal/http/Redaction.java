package io.github.pmmmigration.docker.internal.http;

import java.util.regex.Pattern;

/**
 * Makes text of others fit for messages: on one line, of bounded length, and without passwords in the usual places.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Redaction {
    private static final int LONGEST = 600;
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s\"']+@");
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(passw(?:or)?d|secret|token)(\"?\\s*[=:]\\s*\"?)[^\\s,;&\"']+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Redaction() {}

    /** Returns the text on one line, shortened, with what looks like a password replaced by stars. */
    public static String clean(String text) {
        String line = SPACE.matcher(text.strip()).replaceAll(" ");
        String harmless =
                PASSWORD.matcher(USER_INFO.matcher(line).replaceAll("$1***@")).replaceAll("$1$2***");
        return harmless.length() <= LONGEST ? harmless : harmless.substring(0, LONGEST) + " …";
    }
}
