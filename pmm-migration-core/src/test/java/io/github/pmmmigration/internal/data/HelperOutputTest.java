package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.error.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HelperOutputTest {
    @Test
    void takesTheLatestOfEachKind() {
        HelperOutput output = HelperOutput.parse("""
                ogress 1 1 1
                phase listing
                phase copying
                progress 0 0 4096
                cp: something
                progress 1024 3 4096
                summary mode=backup entries=12 reflink=yes
                """);

        assertThat(output.phase()).contains("copying");
        assertThat(output.progress()).contains(new DataProgress(1024, 3, 4096));
        assertThat(output.summary())
                .containsExactlyInAnyOrderEntriesOf(Map.of("mode", "backup", "entries", "12", "reflink", "yes"));
        assertThat(output.count("entries")).isEqualTo(12);
        assertThat(output.count("mode")).isZero();
        assertThat(output.remarks()).containsExactly("ogress 1 1 1", "cp: something");
    }

    @Test
    void isEmptyForAnEmptyLog() {
        HelperOutput output = HelperOutput.parse("");

        assertThat(output.progress()).isEmpty();
        assertThat(output.summary()).isEmpty();
        assertThat(PrepareSummary.of(output)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "progress",
                "progress 1 2",
                "progress 1 2 x",
                "progress 1 2 3 4",
                "progress 9999999999999999999 1 1"
            })
    void takesOnlyWholeProgressLines(String line) {
        assertThat(DataProgress.parse(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 100", "0, 10, 0", "5, 10, 50", "10, 10, 100", "11, 10, 100"})
    void countsPercent(long bytes, long total, int percent) {
        assertThat(new DataProgress(bytes, 0, total).percent()).isEqualTo(percent);
    }

    @Test
    void explainsAFailureWithTheScriptsOwnWords() {
        HelperOutput output = HelperOutput.parse(
                "error no-space where=backup needed=2048 available=1024: The backup needs 3 MiB: too much.");

        Problem problem = HelperFailure.NO_SPACE.problem(output);

        assertThat(problem.code()).isEqualTo("DATA_NO_SPACE");
        assertThat(problem.what()).isEqualTo("The backup needs 3 MiB: too much.");
        assertThat(output.error().orElseThrow().details()).containsEntry("needed", "2048");
    }

    @Test
    void explainsAFailureWithTheLastRemarksWhenTheScriptSaidNothing() {
        Problem problem = HelperFailure.INTERNAL.problem(HelperOutput.parse("phase listing\nsort: strange"));

        assertThat(problem.what()).isEqualTo("The helper failed. It said: sort: strange");
        assertThat(problem.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "20, NO_SPACE",
        "24, DATA_CHANGED",
        "29, NOT_RELEASED",
        "70, INTERNAL",
        "1, INTERNAL",
        "127, TOOL_MISSING",
        "137, KILLED",
        "143, KILLED"
    })
    void knowsTheExitCodes(int code, HelperFailure failure) {
        assertThat(HelperFailure.of(code)).contains(failure);
    }

    @Test
    void takesZeroForSuccess() {
        assertThat(HelperFailure.of(0)).isEmpty();
    }
}
