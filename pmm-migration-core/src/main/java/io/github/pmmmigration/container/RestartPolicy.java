package io.github.pmmmigration.container;

import java.util.Objects;

/**
 * What the engine does when the container ends or the engine starts.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}; kept as text because engines may
 *     know others
 * @param maximumRetryCount for {@code on-failure}; zero means no limit
 * @since 0.1
 */
public record RestartPolicy(String name, int maximumRetryCount) {
    /** Never restarts. */
    public static final RestartPolicy NO = new RestartPolicy("no", 0);
    /** Restarts always, also when the engine starts. */
    public static final RestartPolicy ALWAYS = new RestartPolicy("always", 0);

    /** Normalises the empty name, which engines use for "no". */
    public RestartPolicy {
        Objects.requireNonNull(name, "name");
        name = name.isEmpty() ? "no" : name;
        if (maximumRetryCount < 0) {
            throw new IllegalArgumentException("maximumRetryCount must not be negative");
        }
    }

    /** Parses the form of the command line, for example {@code on-failure:3}. */
    public static RestartPolicy parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new RestartPolicy(text, 0)
                : new RestartPolicy(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Returns the form of the command line. */
    @Override
    public String toString() {
        return maximumRetryCount == 0 ? name : name + ":" + maximumRetryCount;
    }
}
