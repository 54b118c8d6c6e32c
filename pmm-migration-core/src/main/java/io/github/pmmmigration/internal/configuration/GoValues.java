package io.github.pmmmigration.internal.configuration;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as PMM does: lower-cased first, then by the rules of the language it is written in. */
final class GoValues {
    private static final Set<String> TRUE = Set.of("1", "t", "true");
    private static final Set<String> FALSE = Set.of("0", "f", "false");
    private static final Pattern PART =
            Pattern.compile("([0-9]{1,18}\\.?[0-9]{0,18}|\\.[0-9]{1,18})(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern DURATION = Pattern.compile("[-+]?(?:(?:" + PART.pattern() + ")+|0)");
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,6})d(?:ays?)?");
    private static final BigDecimal SECOND = new BigDecimal("1000000000");
    private static final Map<String, BigDecimal> NANOSECONDS = Map.of(
            "ns",
            BigDecimal.ONE,
            "us",
            new BigDecimal("1000"),
            "µs",
            new BigDecimal("1000"),
            "μs",
            new BigDecimal("1000"),
            "ms",
            new BigDecimal("1000000"),
            "s",
            SECOND,
            "m",
            SECOND.multiply(BigDecimal.valueOf(60)),
            "h",
            SECOND.multiply(BigDecimal.valueOf(3600)));
    /** What fits the type that durations have there, about 292 years. */
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoValues() {}

    static Optional<Boolean> bool(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(value)) {
            return Optional.of(true);
        }
        return FALSE.contains(value) ? Optional.of(false) : Optional.empty();
    }

    /** Returns the duration in nanoseconds. */
    static Optional<BigDecimal> duration(String text) {
        String value = text.toLowerCase(Locale.ROOT);
        if (!DURATION.matcher(value).matches()) {
            return Optional.empty();
        }
        BigDecimal total = BigDecimal.ZERO;
        Matcher parts = PART.matcher(value);
        while (parts.find()) {
            String number = parts.group(1).endsWith(".") ? parts.group(1) + "0" : parts.group(1);
            total = total.add(new BigDecimal(number).multiply(NANOSECONDS.get(parts.group(2))));
        }
        BigDecimal signed = value.startsWith("-") ? total.negate() : total;
        return total.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(signed);
    }

    static boolean isPositiveMultipleOfSeconds(BigDecimal nanoseconds, long seconds) {
        return nanoseconds.signum() > 0
                && nanoseconds
                                .remainder(SECOND.multiply(BigDecimal.valueOf(seconds)))
                                .signum()
                        == 0;
    }

    /** Returns what somebody who wrote {@code 30d} meant, in a form that PMM reads. */
    static Optional<String> daysAsHours(String text) {
        Matcher days = DAYS.matcher(text.toLowerCase(Locale.ROOT).strip());
        return days.matches() ? Optional.of(Long.parseLong(days.group(1)) * 24 + "h") : Optional.empty();
    }
}
