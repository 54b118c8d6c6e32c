package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the backup, and what does not. */
final class BackupTest {
    private Sandbox sandbox;

    @BeforeEach
    void fill() throws IOException {
        sandbox = Sandbox.withAwkwardTree();
    }

    @AfterEach
    void clear() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "dash", "bash"})
    void copiesEverythingExactly(String shell) {
        sandbox.using(shell);
        List<String> before = TreeFacts.of(sandbox.srv);

        sandbox.run(HelperCommand.precopy()).mustSucceed();
        Sandbox.Run prepared = prepare(DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
        assertThat(prepared.output().summary()).containsEntry("backup", "written");
    }

    @Test
    void copiesEverythingWithoutPrecopy() {
        List<String> before = TreeFacts.of(sandbox.srv);

        prepare(DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void noticesEveryKindOfChangeByItsExactTimes(String shell) throws IOException {
        sandbox.using(shell).withoutMargin();
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.changeTree();
        List<String> changed = TreeFacts.of(sandbox.srv);

        Sandbox.Run prepared = prepare(DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(changed);
        assertThat(prepared.output().count("copied"))
                .isLessThan(prepared.output().count("entries"));
    }

    @Test
    void copiesNothingAgainWhenNothingChanged() {
        sandbox.withoutMargin();
        sandbox.run(HelperCommand.precopy()).mustSucceed();

        Sandbox.Run prepared = prepare(DataMode.BACKUP).mustSucceed();

        assertThat(PrepareSummary.of(prepared.output())).hasValueSatisfying(summary -> {
            assertThat(summary.copied()).isZero();
            assertThat(summary.removed()).isZero();
            assertThat(summary.sampled()).isPositive();
        });
    }

    @Test
    void copiesWhatIsYoungerThanTheMarginWhateverItsTimesSay() {
        sandbox.run(HelperCommand.precopy()).mustSucceed();

        Sandbox.Run prepared = prepare(DataMode.BACKUP).mustSucceed();

        assertThat(prepared.output().count("copied"))
                .isEqualTo(prepared.output().count("entries"));
    }

    @Test
    void bringsAnOlderCopyUpToDate() throws IOException {
        sandbox.withoutMargin();
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.changeTree();

        Sandbox.Run second = sandbox.run(HelperCommand.precopy()).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(TreeFacts.of(sandbox.srv));
        assertThat(second.output().count("copied")).isLessThan(second.output().count("entries"));
    }

    @Test
    void bringsChangesOverInOneRound() {
        sandbox.withoutMargin();
        sandbox.shell("mkdir -p some/where/below && head -c 9000 /dev/zero > some/where/below/file");
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("echo more >> some/where/below/file");

        Sandbox.Run prepared = prepare(DataMode.BACKUP).mustSucceed();

        assertThat(prepared.text().lines()).containsOnlyOnce("phase verifying");
    }

    @Test
    void neverFollowsALinkToTheOutside() throws IOException {
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        prepare(DataMode.BACKUP).mustSucceed();

        assertThat(Files.readString(sandbox.root.resolve("outside"))).isEqualTo("not ours");
        assertThat(sandbox.shell("stat -c %u:%g \"$OUTSIDE\"").strip())
                .isEqualTo(sandbox.shell("id -u").strip() + ":"
                        + sandbox.shell("id -g").strip());
        assertThat(Files.isSymbolicLink(sandbox.backup.resolve("outside"))).isTrue();
    }

    @Test
    void keepsHolesAsHoles() {
        sandbox.shell("truncate -s 200M hole");

        prepare(DataMode.BACKUP).mustSucceed();

        assertThat(sandbox.shell("stat -c '%s %b' ../backup/hole").strip()).isEqualTo("209715200 0");
    }

    @Test
    void copesWithFilesThatChangeAndVanishWhileCopying() {
        sandbox.withoutMargin();
        Process writer = busyWriter();
        try {
            sandbox.run(HelperCommand.precopy()).mustSucceed();
            sandbox.run(HelperCommand.precopy()).mustSucceed();
        } finally {
            writer.destroyForcibly().onExit().join();
        }
        List<String> stopped = TreeFacts.of(sandbox.srv);

        prepare(DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(stopped);
    }

    /** Creates, rewrites, links and removes files until it is ended. */
    private Process busyWriter() {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "echo ready; n=0; while :; do n=$((n + 1)); k=$((n % 40)); mkdir -p busy/$k; echo $n > busy/$k/a;"
                                + " echo $n > busy/$k/b; ln -f busy/$k/a busy/$k/c; mv busy/$k/b busy/$k/d;"
                                + " case $n in *7) rm -rf busy/$((k / 2));; esac; done")
                .directory(sandbox.srv.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process writer = builder.start();
            assertThat(writer.inputReader().readLine()).isEqualTo("ready");
            return writer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesDataThatChangesAfterTheStop() {
        sandbox.with(
                "PATH", shims("sha256sum", "touch \"$PMM_MIGRATION_SRV/intruder\"; exec /usr/bin/sha256sum \"$@\""));
        sandbox.withoutMargin();
        sandbox.shell("rm -f intruder");

        Sandbox.Run prepared = prepare(DataMode.BACKUP);

        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.DATA_CHANGED);
        assertThat(prepared.text()).contains("intruder");
        assertThat(sandbox.records.resolve("backup.complete")).doesNotExist();
    }

    @Test
    void repairsABackupThatSomethingElseAltered() {
        sandbox.withoutMargin();
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("cd ../backup && rm -rf postgres14 grafana/h2 && cp grafana/h1 grafana/h2 && echo x > extra"
                + " && ln pmm-distribution extra-link && chmod 777 nginx");

        prepare(DataMode.NO_BACKUP.equals(DataMode.COPY) ? DataMode.COPY : DataMode.BACKUP)
                .mustSucceed();

        assertThat(sandbox.backup.resolve("extra")).doesNotExist();
        assertThat(sandbox.backup.resolve("postgres14/PG_VERSION")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pmm-distribution", "large"})
    void findsOtherContentsBehindEqualTimes(String file) {
        sandbox.withoutMargin();
        sandbox.shell("head -c 3000000 /dev/urandom > large");
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("cd ../backup && touch -r " + file + " ../times" + " && printf podman | dd of=" + file
                + " conv=notrunc 2> /dev/null && touch -r ../times " + file);

        Sandbox.Run prepared = prepare(DataMode.BACKUP);

        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.VERIFICATION_MISMATCH);
    }

    @Test
    void startsAnewWhenTheMachineRestartedBeforeACopyWasFlushed() {
        List<String> before = TreeFacts.of(sandbox.srv);
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("cd ../records && read -r since state boot sum < base.info"
                + " && echo \"$since copying another-boot $sum\" > base.info");
        sandbox.shell("cd ../backup/postgres14/base && for i in 1 2 3 4 5; do touch -r $i ../../../times;"
                + " head -c 30000 /dev/zero > $i; touch -r ../../../times $i; done");

        sandbox.withoutMargin();
        prepare(DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    @Test
    void leavesABackupAloneThatItDoesNotKnow() throws IOException {
        Files.writeString(sandbox.backup.resolve("precious"), "of somebody else");

        Sandbox.Run precopied = sandbox.run(HelperCommand.precopy());
        Sandbox.Run prepared = prepare(DataMode.BACKUP);

        assertThat(HelperFailure.of(precopied.exitCode())).contains(HelperFailure.UNKNOWN_BACKUP);
        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.UNKNOWN_BACKUP);
        assertThat(sandbox.backup.resolve("precious")).hasContent("of somebody else");
    }

    @Test
    void refusesAnEmptySource() throws IOException {
        Path other = Files.createDirectory(sandbox.root.resolve("empty"));
        sandbox.with("PMM_MIGRATION_SRV", other.toString());

        Sandbox.Run prepared = prepare(DataMode.BACKUP);

        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.MOUNT_MISSING);
    }

    private Sandbox.Run prepare(DataMode mode) {
        return sandbox.run(HelperCommand.prepare("stop-1", Sandbox.owner(), mode));
    }

    private String shims(String tool, String code) {
        Path folder = sandbox.root.resolve("bin");
        sandbox.shell("mkdir -p ../bin && printf '%s\\n' '#!/bin/sh' '" + code.replace("'", "'\\''") + "' > ../bin/"
                + tool + " && chmod +x ../bin/" + tool);
        return folder + ":" + System.getenv("PATH");
    }
}
