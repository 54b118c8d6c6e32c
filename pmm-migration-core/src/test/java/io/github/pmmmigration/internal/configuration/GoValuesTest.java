package io.github.pmmmigration.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoValuesTest {
    @ParameterizedTest
    @CsvSource({
        "1,true",
        "t,true",
        "T,true",
        "true,true",
        "True,true",
        "tRUe,true",
        "0,false",
        "f,false",
        "F,false",
        "FALSE,false"
    })
    void readsTruthValues(String text, boolean value) {
        assertThat(GoValues.bool(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "yes", "no", "on", "off", "y", "2", "true ", "tr"})
    void takesNothingElseForATruthValue(String text) {
        assertThat(GoValues.bool(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1ns,1",
        "1us,1000",
        "1µs,1000",
        "1ms,1000000",
        "5s,5000000000",
        "1m,60000000000",
        "1h30m,5400000000000",
        "720h,2592000000000000",
        "720H,2592000000000000",
        "1.5h,5400000000000",
        ".5s,500000000",
        "1.s,1000000000",
        "-5s,-5000000000",
        "+5s,5000000000"
    })
    void readsDurations(String text, long nanoseconds) {
        assertThat(GoValues.duration(text))
                .hasValueSatisfying(
                        value -> assertThat(value).isEqualByComparingTo(java.math.BigDecimal.valueOf(nanoseconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30d", "30", "5 s", "s", ".s", "1h 30m", "1w", "h", "-", "9999999h", "1,5h", "5s\n"})
    void takesNothingElseForADuration(String text) {
        assertThat(GoValues.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30d,720h", "14D,336h", "1day,24h", "7days,168h"})
    void tellsWhatSomebodyWhoWroteDaysMeant(String text, String hours) {
        assertThat(GoValues.daysAsHours(text)).contains(hours);
    }
}
