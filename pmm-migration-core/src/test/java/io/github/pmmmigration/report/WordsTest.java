package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1500, 1.5 s",
        "42400, 42 s",
        "60000, 1 min",
        "72400, 1 min 12 s",
        "3600000, 1 h",
        "5400000, 1 h 30 min",
        "3599600, 1 h"
    })
    void writesDurationsForPeople(long millis, String expected) {
        assertThat(Words.duration(Duration.ofMillis(millis))).isEqualTo(expected);
    }

    @Test
    void writesInstantsForProgramsAlwaysWithMilliseconds() {
        assertThat(Words.exact(Instant.parse("2026-03-01T09:30:00Z"))).isEqualTo("2026-03-01T09:30:00.000Z");
    }

    @Test
    void takesControlCharactersAway() {
        assertThat(Words.printable("a\u0007b\u001b[1mc\td\ne")).isEqualTo("a\ufffdb\ufffd[1mc\td\ne");
    }

    @Test
    void putsEveryPhaseInPlainWords() {
        assertThat(Phase.inOrder().stream().map(Words::phase))
                .containsExactly(
                        "Bring PMM 2 up to date",
                        "Find the data",
                        "Prepare while PMM 2 serves",
                        "Stop PMM 2",
                        "Prepare the data",
                        "Put PMM 3 in place",
                        "Wait until PMM 3 serves",
                        "Convert API keys",
                        "Verify",
                        "Finish");
        assertThat(Words.phase(Phase.ROLL_BACK)).isEqualTo("Go back to PMM 2");
    }
}
