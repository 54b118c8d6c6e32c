package io.github.pmmmigration.internal.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Keeps a JSON number exactly as it was written, however large or precise. Equality is that of the text: {@code 1} and
 * {@code 1.0} are different numbers here.
 *
 * <p>Immutable and so safe for concurrent use.
 *
 * @param literal the number as in JSON text
 * @since 0.1
 */
public record JsonNumber(String literal) {

    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    /** More digits than any long, with room for zeros and an exponent. */
    private static final int LONGEST_LONG = 64;

    public JsonNumber {
        Objects.requireNonNull(literal, "literal");
        if (!GRAMMAR.matcher(literal).matches()) {
            throw new IllegalArgumentException("Not a number that JSON can express");
        }
    }

    /**
     * Converts a Java number through its decimal form.
     *
     * @throws IllegalArgumentException if the number is infinite or not a number
     */
    public static JsonNumber of(Number number) {
        return new JsonNumber(number.toString());
    }

    /** Returns the value if it is whole and fits, in whatever notation it was written. */
    public OptionalLong toLong() {
        if (literal.length() > LONGEST_LONG) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(new BigDecimal(literal).longValueExact());
        } catch (ArithmeticException | NumberFormatException notALong) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String toString() {
        return literal;
    }
}
