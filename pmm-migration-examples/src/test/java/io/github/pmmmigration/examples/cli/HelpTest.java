package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "discover",
                "check",
                "plan",
                "migrate",
                "status",
                "rollback",
                "commit",
                "keys",
                "baseline",
                "verify",
                "upgrade-server",
                "clients"
            })
    void helpsWithEveryCommandAndShowsExamples(String command) {
        Result result = new Cli(folder).run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: pmm-migrate " + command, "Examples:", "--container", "--json");
    }

    @Test
    void tellsTheVersion() {
        assertThat(new Cli(folder).run("--version").out()).startsWith("pmm-migrate ");
    }

    @Test
    void generatesCompletion() {
        assertThat(new Cli(folder).run("generate-completion").out()).contains("complete -F");
    }

    @Test
    void saysWhatToDoWithoutACommand() {
        Result result = new Cli(folder).run();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("pmm-migrate --help");
    }

    @Test
    void knowsWhatWasMeantByAMisspeltCommand() {
        Result result = new Cli(folder).run("migrat");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("There is no command 'migrat'.", "Perhaps migrate was meant.");
    }

    @Test
    void knowsWhatWasMeantByAMisspeltOption() {
        Result result = new Cli(folder).run("status", "--contaner", "pmm");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("'--contaner'", "--container", "pmm-migrate status --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate", "check", "clients", "upgrade-server", "keys"})
    void fitsATerminalOf80Columns(String command) {
        assertThat(new Cli(folder).run(command, "--help").out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void groupsOptionsByWhatTheyAreAbout() {
        assertThat(new Cli(folder).run("migrate", "--help").out())
                .containsSubsequence(
                        "Where to, and how:", "--target", "Which server:", "--container", "Login:", "--user");
    }
}
