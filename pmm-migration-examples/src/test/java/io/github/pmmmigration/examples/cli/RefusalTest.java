package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that cannot be: each is refused with exit code 2, one document, and what to do. */
final class RefusalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate --yes --nonsense",
                "migrate --yes --engine podman",
                "migrate --yes --engine simulated --pull sometimes",
                "migrate --yes --engine simulated --data elsewhere",
                "migrate --yes --engine simulated --data copy --no-backup",
                "migrate --yes --engine simulated --memory plenty",
                "migrate --yes --engine simulated --publish nowhere",
                "migrate --yes --engine simulated --set-env NOT_IN_OUR_ENVIRONMENT",
                "migrate --yes --engine simulated --target not/An/Image!",
                "migrate --yes --engine simulated --readiness 0",
                "migrate --yes --engine simulated --readiness soon",
                "migrate --yes --engine simulated --call-timeout 0",
                "migrate --yes --engine simulated --server-url pmm.example.com",
                "migrate --yes --engine simulated --grafana-url ftp://pmm.example.com",
                "migrate --yes --engine simulated --ca-file missing.pem",
                "migrate --yes --engine simulated --user somebody",
                "migrate --yes --engine simulated --password-env NOT_IN_OUR_ENVIRONMENT",
                "migrate --yes --engine simulated --password-file missing",
                "migrate --yes --engine simulated --wait-at CUT_OVER",
                "migrate --yes --engine simulated --wait-at LUNCH --go-file go",
                "migrate --yes --engine simulated --journal missing/folder/journal",
                "migrate --yes --plan missing.json",
                "migrate --yes --engine simulated --container !!",
                "frobnicate"
            })
    void refuses(String line) {
        Result result = new Cli(folder).run(Arguments.of(new String[] {"--json"}, line.split(" ", -1)));

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/what")).isPresent();
        assertThat(result.json().text("/error/remedy")).isPresent();
        assertThat(result.err()).contains("Nothing was changed.").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrate --yes", "rollback --yes", "status", "check", "plan", "discover"})
    void saysThatTheEngineDoesNotAnswer(String line) {
        String[] command = Arguments.of(
                new String[] {"--docker-host", "unix://" + folder.resolve("no.sock"), "--json", "--no-journal"},
                line.split(" ", -1));
        String[] accepted = line.contains("--yes") ? command : withoutJournalOption(command);

        Result result = new Cli(folder).run(accepted);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/code")).isPresent();
    }

    private static String[] withoutJournalOption(String[] command) {
        return java.util.Arrays.stream(command)
                .filter(part -> !part.equals("--no-journal"))
                .toArray(String[]::new);
    }

    @Test
    void reportsAnEngineThatDoesNotAnswerInTheFormOfTheCommand() {
        String nowhere = "unix://" + folder.resolve("no.sock");
        Cli cli = new Cli(folder);

        Result migrate = cli.run("migrate", "--yes", "--docker-host", nowhere, "--json");
        Result check = cli.run("check", "--docker-host", nowhere, "--json");

        assertThat(migrate.json().text("/schema")).contains("pmm-migration-report/1");
        assertThat(migrate.json().text("/outcome")).contains("STOPPED");
        assertThat(check.json().text("/schema")).contains("pmm-migration-preview/1");
        assertThat(check.json().text("/findings/0/severity")).contains("BLOCKER");
    }
}
