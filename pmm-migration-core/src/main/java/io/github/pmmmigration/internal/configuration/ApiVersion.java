package io.github.pmmmigration.internal.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the engine's interface, compared by its numbers.
 *
 * @param major first number
 * @param minor second number
 */
record ApiVersion(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4}).*");
    /** Assumed when an engine tells nothing readable: the oldest that is supported. */
    private static final ApiVersion OLDEST = new ApiVersion(1, 40);

    static ApiVersion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : OLDEST;
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }
}
