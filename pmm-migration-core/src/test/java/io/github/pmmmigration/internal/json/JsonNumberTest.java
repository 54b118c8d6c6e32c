package io.github.pmmmigration.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "1e3, 1000",
        "1.50E1, 15",
        "2500e-2, 25"
    })
    void isALongInAnyNotation(String literal, long value) {
        assertThat(new JsonNumber(literal).toLong()).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854775808", "1.5", "1e-1", "1e19", "1e2147483647", "1e99999999999", "-1e-99999999999"
            })
    void isNoLongIfItDoesNotFit(String literal) {
        assertThat(new JsonNumber(literal).toLong()).isEmpty();
    }

    @Test
    void doesNotComputeWithEndlessDigits() {
        assertThat(new JsonNumber("1" + "0".repeat(5_000_000)).toLong()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "1.", ".1", "+1", "1e", "0x1", "1 ", "NaN", "Infinity", "1f", "١"})
    void refusesWhatIsNoJsonNumber(String literal) {
        assertThatIllegalArgumentException().isThrownBy(() -> new JsonNumber(literal));
    }

    @Test
    void takesEveryKindOfJavaNumber() {
        assertThat(JsonNumber.of((byte) 1).literal()).isEqualTo("1");
        assertThat(JsonNumber.of(Long.MIN_VALUE).literal()).isEqualTo("-9223372036854775808");
        assertThat(JsonNumber.of(1e300).literal()).isEqualTo("1.0E300");
        assertThat(JsonNumber.of(new BigInteger("123456789012345678901234567890")))
                .hasToString("123456789012345678901234567890");
        assertThat(JsonNumber.of(new BigDecimal("1E+3")).literal()).isEqualTo("1E+3");
    }
}
