package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that is started ahead waits, without touching anything, until it is told that PMM 2 has stopped. */
final class ReleaseTest {
    private Sandbox sandbox;
    private List<String> facts;

    @BeforeEach
    void prepareTree() throws IOException {
        sandbox = Sandbox.withAwkwardTree().with("PMM_MIGRATION_RELEASED", "no");
        facts = TreeFacts.of(sandbox.srv);
    }

    @AfterEach
    void removeTree() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void waitsForTheSignalAndThenWorks(String shell) throws Exception {
        Process script = waiting(shell);
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(facts);
        assertThat(sandbox.backup).isEmptyDirectory();
        sandbox.shell("echo written until the stop > late");

        signal("USR1", script);

        assertThat(Sandbox.finished(script).mustSucceed().output().summary()).containsEntry("backup", "written");
        assertThat(sandbox.backup.resolve("late")).hasContent("written until the stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void takesNoNoticeOfFurtherSignals(String shell) throws Exception {
        Process script = waiting(shell);

        while (script.isAlive()) {
            signal("USR1", script);
        }

        Sandbox.finished(script).mustSucceed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void endsWithACodeOfItsOwnWhenItIsEndedBefore(String shell) throws Exception {
        Process script = waiting(shell);

        signal("TERM", script);

        assertNothingDone(Sandbox.finished(script));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void endsByItselfWhenNobodyComes(String shell) throws Exception {
        sandbox.with("PMM_MIGRATION_PATIENCE", "0");

        Process script = waiting(shell);

        assertNothingDone(Sandbox.finished(script));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void saysBeforeTheStopThatItCannotWork(String shell) {
        sandbox.using(shell).with("PMM_MIGRATION_BACKUP", "/not/there");

        Sandbox.Run run = sandbox.run(prepare());

        assertThat(HelperFailure.of(run.exitCode())).contains(HelperFailure.MOUNT_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void worksAfterAnotherScriptHasUsedItsFolderMeanwhile(String shell) throws Exception {
        Process script = waiting(shell);
        sandbox.run(HelperCommand.precopy()).mustSucceed();

        signal("USR1", script);

        Sandbox.finished(script).mustSucceed();
    }

    private void assertNothingDone(Sandbox.Run run) throws IOException {
        assertThat(HelperFailure.of(run.exitCode())).contains(HelperFailure.NOT_RELEASED);
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(facts);
        assertThat(sandbox.backup).isEmptyDirectory();
        assertThat(sandbox.records).isEmptyDirectory();
    }

    private static HelperCommand prepare() {
        return HelperCommand.prepare("stop-1", Sandbox.owner(), DataMode.BACKUP);
    }

    /** Returns the script when it has said that it waits. */
    private Process waiting(String shell) throws IOException {
        Process script = sandbox.using(shell).start(prepare());
        BufferedReader output = script.inputReader(StandardCharsets.ISO_8859_1);
        assertThat(output.readLine()).isEqualTo("phase readying");
        assertThat(output.readLine()).isEqualTo("phase waiting");
        return script;
    }

    private static void signal(String name, Process script) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(script.pid()))
                .start()
                .waitFor();
    }
}
