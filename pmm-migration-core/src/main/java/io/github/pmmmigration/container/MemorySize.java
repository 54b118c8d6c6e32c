package io.github.pmmmigration.container;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of memory as the engine's command line does. */
final class MemorySize {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([bkmgtp]?)(?:i?b)?");
    private static final String UNITS = "bkmgtp";

    private MemorySize() {}

    static long parse(String text) {
        Matcher matcher = FORM.matcher(Objects.requireNonNull(text, "text").toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("text is not an amount of memory such as 8g: '" + text + "'");
        }
        int power = Math.max(0, UNITS.indexOf(matcher.group(2)));
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(1024).pow(power))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }
}
