package io.github.pmmmigration.internal.configuration;

import java.util.Optional;

/** What PMM 3 accepts as the value of a variable; it does not start on anything else. */
enum ValueKind {
    /** Anything. */
    TEXT,
    /** A truth value. */
    BOOLEAN,
    /** A duration. */
    DURATION,
    /** A duration of whole seconds. */
    RESOLUTION,
    /** A duration of whole days. */
    RETENTION;

    private static final long DAY = 24L * 60 * 60;

    /** Returns what is wrong with a value. */
    Optional<String> objection(String value) {
        return switch (this) {
            case TEXT -> Optional.empty();
            case BOOLEAN ->
                GoValues.bool(value).isPresent()
                        ? Optional.empty()
                        : Optional.of("is not one of 1, t, true, 0, f, false");
            case DURATION -> GoValues.duration(value).isPresent() ? Optional.empty() : Optional.of(NO_DURATION);
            case RESOLUTION -> multiple(value, 1, "is not a whole number of seconds");
            case RETENTION -> multiple(value, DAY, "is not a whole number of days, written in hours");
        };
    }

    /** Returns what to write instead. */
    String advice(String value) {
        return switch (this) {
            case BOOLEAN -> "true or false";
            case RETENTION -> GoValues.daysAsHours(value).orElse("a multiple of 24h such as 720h");
            case DURATION, RESOLUTION -> GoValues.daysAsHours(value).orElse("a duration such as 5s, 1m or 1h30m");
            case TEXT -> "another value";
        };
    }

    private static final String NO_DURATION = "is not a duration made of h, m, s, ms, us and ns";

    private static Optional<String> multiple(String value, long seconds, String otherwise) {
        if (GoValues.duration(value).isEmpty()) {
            return Optional.of(NO_DURATION);
        }
        boolean fits = GoValues.duration(value)
                .filter(nanoseconds -> GoValues.isPositiveMultipleOfSeconds(nanoseconds, seconds))
                .isPresent();
        return fits ? Optional.empty() : Optional.of(otherwise);
    }
}
