package io.github.pmmmigration.server;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of PMM: three numbers, and whether it is a pre-release.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param major major number
 * @param minor minor number
 * @param patch patch number
 * @param suffix what follows a hyphen, for example {@code beta}; empty for releases
 * @since 0.1
 */
public record PmmVersion(int major, int minor, int patch, String suffix) implements Comparable<PmmVersion> {
    private static final Pattern FORM =
            Pattern.compile("v?(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?(?:-([0-9A-Za-z.+-]+))?.*");
    private static final Comparator<PmmVersion> ORDER = Comparator.comparingInt(PmmVersion::major)
            .thenComparingInt(PmmVersion::minor)
            .thenComparingInt(PmmVersion::patch);

    /** Rejects an absent suffix. */
    public PmmVersion {
        Objects.requireNonNull(suffix, "suffix");
    }

    /** Returns the release with these numbers. */
    public static PmmVersion of(int major, int minor, int patch) {
        return new PmmVersion(major, minor, patch, "");
    }

    /**
     * Parses a version as PMM reports it, for example {@code 2.44.1} or {@code 3.0.0-beta}.
     *
     * @throws IllegalArgumentException when the text does not begin with a version
     */
    public static PmmVersion parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new IllegalArgumentException("text is not a version of PMM: '" + text + "'"));
    }

    /** Parses a version, if the text begins with one. */
    public static Optional<PmmVersion> tryParse(String text) {
        Matcher matcher = FORM.matcher(Objects.requireNonNull(text, "text").strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String patch = Optional.ofNullable(matcher.group(3)).orElse("0");
        String suffix = Optional.ofNullable(matcher.group(4)).orElse("");
        return Optional.of(new PmmVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(patch),
                suffix));
    }

    /** Returns whether this version is the other one or a later one, pre-releases counted like their release. */
    public boolean isAtLeast(PmmVersion other) {
        return compareTo(other) >= 0;
    }

    /** Returns whether the three numbers are the same. */
    public boolean isSameRelease(PmmVersion other) {
        return compareTo(other) == 0;
    }

    @Override
    public int compareTo(PmmVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
    }
}
