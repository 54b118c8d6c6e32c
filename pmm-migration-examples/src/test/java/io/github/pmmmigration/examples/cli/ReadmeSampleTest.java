package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows of a run is what the tool prints, apart from times. */
class ReadmeSampleTest {
    private static final Pattern SAMPLE = Pattern.compile("```text\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void isWhatTheFirstCommandPrints() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String sample =
                SAMPLE.matcher(readme).results().findFirst().orElseThrow().group(1);

        Result result = new Cli(folder).run("migrate", "--engine", "simulated", "--yes");

        assertThat(lines(result.err() + result.out())).containsSubsequence(lines(sample));
    }

    private static List<String> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.replaceAll("\\d+:\\d\\d|[\\d.]+ (ms|s|min)\\b", "#")
                        .replaceAll("\\s+", " "))
                .toList();
    }
}
