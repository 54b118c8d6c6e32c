package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigrateCommandTest {
    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void prepare() {
        cli = new Cli(folder);
    }

    private Result migrate(String... more) {
        return cli.run(Arguments.of(more, "migrate", "--engine", "simulated", "--yes"));
    }

    @Test
    void migratesAndReportsInJson() {
        Result result = migrate("--json");

        ConfigDocument report = result.json();
        assertThat(result.code()).isZero();
        assertThat(report.text("/schema")).contains("pmm-migration-report/1");
        assertThat(report.text("/outcome")).contains("MIGRATED");
        assertThat(report.number("/apiKeys/converted")).hasValue(3);
        assertThat(report.flag("/verification/succeeded")).contains(true);
        assertThat(report.elements("/leftovers")).isNotEmpty();
    }

    @Test
    void saysOnTheFirstLineThatItIsASimulation() {
        assertThat(migrate().out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("simulation"));
    }

    @Test
    void showsPlanProgressAndReport() {
        Result result = migrate();

        assertThat(result.err()).contains("What would be done", "Rename 'pmm-server'", "pmm-migrate plan,");
        assertThat(result.err()).contains("---- downtime begins ----").doesNotContain("$ docker");
        assertThat(result.out()).contains("is serving.", "Downtime", "Go back", "Accept");
    }

    @Test
    void hasNothingToDoTheSecondTime() {
        migrate();

        Result second = migrate("--json");

        assertThat(second.code()).isZero();
        assertThat(second.json().text("/outcome")).contains("ALREADY_MIGRATED");
    }

    @Test
    void refusesToGoOnWithoutBeingAllowedTo() {
        Result result = cli.run("migrate", "--engine", "simulated", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/remedy")).contains("Add --yes to go on without a question.");
    }

    @Test
    void asksOnATerminal() {
        Result declined = cli.onATerminalAnswering("n\n").run("migrate", "--engine", "simulated");
        Result accepted = cli.onATerminalAnswering("y\n").run("migrate", "--engine", "simulated");

        assertThat(declined.code()).isEqualTo(4);
        assertThat(declined.err()).contains("Go ahead?", "Nothing was changed.");
        assertThat(accepted.code()).isZero();
    }

    @Test
    void keepsQuietWhenAskedTo() {
        assertThat(migrate("--quiet").err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"r.html, <!DOCTYPE html>", "r.md, # PMM 3", "r.json, '{', ", "r.txt, PMM 3"})
    void writesTheReportInTheFormOfItsEnding(String file, String beginning) throws IOException {
        Result result = migrate("--report", file);

        assertThat(result.code()).isZero();
        assertThat(Files.readString(folder.resolve(file))).startsWith(beginning);
    }

    @ParameterizedTest
    @CsvSource({"r.doc", "nowhere/r.html"})
    void refusesAReportThatCannotBeWrittenBeforeAnythingElse(String file) {
        Result result = migrate("--report", file);

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.all()).contains("Nothing was changed.").doesNotContain("simulation");
    }

    @Test
    void writesAJournalWhereItIsTold() throws IOException {
        migrate("--journal", "audit.journal");

        assertThat(Files.readAllLines(folder.resolve("audit.journal")))
                .hasSizeGreaterThan(20)
                .allSatisfy(line ->
                        assertThat(ConfigDocument.parse(line).text("/kind")).isPresent());
    }

    @Test
    void writesNoJournalOfASimulationByItself() {
        migrate();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void executesASavedPlanWithItsOptions() {
        cli.run("plan", "--engine", "simulated", "--data", "copy", "--out", "tonight.json");

        Result result = cli.run("migrate", "--plan", "tonight.json", "--yes", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.json().text("/strategy")).contains("copy");
    }

    @Test
    void saysThatASavedPlanDoesNotHoldAnImageThatIsNotOnTheEngine() {
        assertThat(cli.run("plan", "--engine", "simulated", "--out", "tonight.json")
                        .err())
                .contains("does not say which image percona/pmm-server:3.");
        assertThat(cli.run("plan", "--engine", "simulated").err()).doesNotContain("which image");
    }

    @Test
    void refusesASavedPlanWhenSomethingElseIsWantedNow() {
        cli.run("plan", "--engine", "simulated", "--set-env", "PMM_DEBUG=1", "--out", "tonight.json");

        Result result = cli.run("migrate", "--plan", "tonight.json", "--yes", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/code")).contains("STALE_PREVIEW");
    }

    @Test
    void refusesAFileThatIsNoPlan() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{}");

        Result result = cli.run("migrate", "--plan", "other.json", "--yes", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/what"))
                .hasValueSatisfying(text -> assertThat(text).endsWith("other.json is not a plan."));
    }

    @Test
    void asksForConsentBeforeGoingWithoutABackup() {
        Result refused = migrate("--no-backup", "--json");
        Result accepted = migrate("--no-backup", "--accept", "IRREVERSIBLE", "--json");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.json().text("/outcome")).contains("STOPPED");
        assertThat(accepted.code()).isZero();
    }

    @Test
    void refusesAnImageThatDoesNotExist() {
        Result result = migrate("--target", "percona/pmm-server:9.9.9", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.json().text("/error/what")).isPresent();
        assertThat(cli.run("status", "--engine", "simulated", "--json").json().text("/outcome"))
                .contains("NOT_STARTED");
    }

    @Test
    void refusesAWrongPassword() {
        cli.with("SECRET", "not-the-password");

        Result result = migrate("--password-env", "SECRET", "--json");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.all()).doesNotContain("not-the-password");
    }

    @Test
    void stopsWhenTheProcessIsAskedToAndSaysThatItCanBeRunAgain() throws InterruptedException {
        Result result = migrateAndStop();

        assertThat(result.code()).isEqualTo(4);
        assertThat(result.json().text("/outcome")).contains("CANCELLED");
        assertThat(result.err()).contains("Running the same command again is safe");
    }

    @Test
    void waitsForTheFileThatLetsItGoOn() throws IOException {
        Files.createFile(folder.resolve("go"));

        assertThat(migrate("--wait-at", "CUT_OVER", "--go-file", "go").code()).isZero();
    }

    @Test
    void goesOnAfterACancellation() throws InterruptedException {
        migrateAndStop();

        Result again = migrate("--json");

        assertThat(again.code()).isZero();
        assertThat(again.json().text("/outcome")).contains("MIGRATED");
    }

    /** Migrates up to the cut-over and there gets what SIGTERM is to the process. */
    private Result migrateAndStop() throws InterruptedException {
        Thread signal = new Thread(() -> {
            while (!cli.stop()) {
                Thread.onSpinWait();
            }
        });
        signal.start();
        Result result = migrate("--wait-at", "CUT_OVER", "--go-file", "never", "--json");
        signal.join();
        return result;
    }
}
