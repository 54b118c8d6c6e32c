package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Cli.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    @Test
    void listsKeysAndChangesNothing() {
        Result first = cli.run("keys", "--engine", "simulated", "--json");
        Result second = cli.run("keys", "--engine", "simulated", "--json");

        assertThat(first.code()).isZero();
        assertThat(first.json().number("/stillAKey")).hasValue(3);
        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void converts() {
        Result result = cli.run("keys", "--engine", "simulated", "--migrate", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.json().number("/converted")).hasValue(3);
    }

    @Test
    void replacesAKeyByATokenInAFile() {
        Result result = cli.run("keys", "--engine", "simulated", "--replace", "2", "--token-file", "ci.token");

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.all()).doesNotContain("glsa_");
        assertThat(folder.resolve("ci.token")).content().startsWith("glsa_");
    }

    @Test
    void doesNotDeleteWithoutAnAnswer() {
        Result refused = cli.run("keys", "--engine", "simulated", "--delete", "2");
        Result declined = cli.onATerminalAnswering("n\n").run("keys", "--engine", "simulated", "--delete", "2");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(declined.code()).isEqualTo(4);
        assertThat(cli.run("keys", "--engine", "simulated", "--json").json().number("/total"))
                .hasValue(3);
    }

    @Test
    void refusesAReplacementThatWouldHaveNoPlace() {
        assertThat(cli.run("keys", "--engine", "simulated", "--replace", "2").code())
                .isEqualTo(2);
    }

    @Test
    void verifiesAMigrationAgainstItsOwnBaseline() {
        cli.run("migrate", "--engine", "simulated", "--yes");

        Result result = cli.run("verify", "--engine", "simulated", "--json");

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.json().text("/schema")).contains("pmm-migration-report/1");
        assertThat(result.json().flag("/verification/succeeded")).contains(true);
    }

    @Test
    void verifiesAgainstASavedBaseline() {
        Result saved = cli.run("baseline", "--engine", "simulated", "--out", "before.json");
        cli.run("migrate", "--engine", "simulated", "--yes");

        Result result = cli.run("verify", "--engine", "simulated", "--baseline", "before.json");

        assertThat(saved.out()).contains("6 nodes", "3 API keys");
        assertThat(result.code()).as(result.all()).isZero();
    }

    @Test
    void refusesAFileThatIsNoBaseline() throws java.io.IOException {
        java.nio.file.Files.writeString(folder.resolve("x.json"), "{}");

        Result result = cli.run("verify", "--engine", "simulated", "--baseline", "x.json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("is no baseline");
    }
}
