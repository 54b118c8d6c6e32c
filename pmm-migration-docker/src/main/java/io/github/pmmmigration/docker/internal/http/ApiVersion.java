package io.github.pmmmigration.docker.internal.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the engine's interface, such as {@code 1.41}.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param major before the dot
 * @param minor behind the dot
 * @since 0.1
 */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /** The first that takes several networks, and their hardware addresses, in one call to create. */
    public static final ApiVersion SEVERAL_NETWORKS = new ApiVersion(1, 44);
    /** The newest that this adapter was written for. */
    public static final ApiVersion NEWEST_KNOWN = new ApiVersion(1, 55);

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d+)*");

    /** Reads a version; empty when the text is none. */
    public static Optional<ApiVersion> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns whether this is that version or a later one. */
    public boolean isAtLeast(ApiVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major == other.major ? Integer.compare(minor, other.minor) : Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
