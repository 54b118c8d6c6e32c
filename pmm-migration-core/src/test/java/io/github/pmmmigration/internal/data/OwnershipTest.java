package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How owners are changed, remembered and given back. Changing owners takes root. */
final class OwnershipTest {
    private Sandbox sandbox;

    @BeforeEach
    void fill() throws IOException {
        assumeTrue(Sandbox.root(), "NOT TESTED: changing owners takes root");
        sandbox = Sandbox.withAwkwardTree().withoutMargin();
    }

    @AfterEach
    void clear() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void givesEverythingToTheNewOwnerAndBack(String shell) {
        sandbox.using(shell);
        List<String> before = TreeFacts.of(sandbox.srv);

        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();
        List<String> changed = TreeFacts.owners(sandbox.srv);
        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(changed).allMatch(entry -> entry.startsWith("1000:0 "));
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void keepsTheSpecialBits() {
        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();

        assertThat(TreeFacts.owners(sandbox.srv))
                .contains(
                        "1000:0 4755 ./setuid",
                        "1000:0 2755 ./setgid",
                        "1000:0 2770 ./setgid-directory",
                        "1000:0 1777 ./sticky");
    }

    @Test
    void leavesWhatIsOutsideAlone() {
        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();

        assertThat(sandbox.shell("stat -c %u:%g ../outside ../outside2").lines())
                .containsOnly("0:0");
    }

    @Test
    void changesOnlyTheCopyWhenACopyIsAskedFor() {
        List<String> before = TreeFacts.of(sandbox.srv);
        String times = changeTimes();
        sandbox.run(HelperCommand.precopy()).mustSucceed();

        prepare("stop-1", DataMode.COPY).mustSucceed();

        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
        assertThat(changeTimes()).isEqualTo(times);
        assertThat(TreeFacts.owners(sandbox.backup)).allMatch(entry -> entry.startsWith("1000:0 "));
        assertThat(TreeFacts.owners(sandbox.backup)).contains("1000:0 4755 ./setuid");
    }

    @ParameterizedTest
    @EnumSource(DataMode.class)
    void doesNothingTwice(DataMode mode) {
        prepare("stop-1", mode).mustSucceed();
        List<String> backup = TreeFacts.of(sandbox.backup);

        Sandbox.Run again = prepare("stop-1", mode).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(backup);
        assertThat(again.output().summary()).containsEntry("backup", mode == DataMode.NO_BACKUP ? "none" : "kept");
    }

    @Test
    void neverPutsChangedOwnersIntoTheBackup() {
        List<String> before = TreeFacts.of(sandbox.srv);
        interruptChangeOfOwners();

        Sandbox.Run precopied = sandbox.run(HelperCommand.precopy()).mustSucceed();
        prepare("stop-1", DataMode.BACKUP).mustSucceed();

        assertThat(precopied.output().summary()).containsEntry("skipped", "ownership-change-begun");
        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    /** As on an engine whose containers have user identifiers of their own: here only those of root. */
    @Test
    void refusesBeforeTheServerStopsWhatNotEvenRootOfAUserNamespaceMayChange() throws IOException {
        Path shell = sandbox.root.resolve("shell");
        sandbox.shell(
                "printf '#!/bin/sh\\nexec unshare --user --map-root-user /bin/sh \"$@\"\\n' > ../shell; chmod 755 ../shell");
        assumeTrue(
                sandbox.shell("../shell -c 'echo works' 2>/dev/null || :").contains("works"),
                "NOT TESTED: no user namespace can be made here");
        sandbox.shell(
                "find . -mindepth 1 -delete; echo a > ours; echo b > \"$(printf 'a\\nstranger')\"; chown 1234 a*");
        sandbox.using(shell.toString()).with("PMM_MIGRATION_RELEASED", "");

        Sandbox.Run refused = prepare("stop-1", DataMode.BACKUP);

        assertThat(HelperFailure.of(refused.exitCode())).contains(HelperFailure.OWNERSHIP_REFUSED);
        assertThat(refused.text()).endsWith(sandbox.srv + "/a?stranger\n").doesNotContain("phase waiting");
    }

    @Test
    void givesOwnersBackAfterHalfAChange() {
        List<String> before = TreeFacts.of(sandbox.srv);
        interruptChangeOfOwners();
        List<String> half = TreeFacts.owners(sandbox.srv);

        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(half).anyMatch(entry -> entry.startsWith("1000:0 ")).anyMatch(entry -> entry.startsWith("26:26 "));
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void undoesTheChangeOfAnEarlierStopBeforeItBeginsAnew() {
        prepare("stop-1", DataMode.BACKUP).mustSucceed();
        sandbox.shell("echo new > written-by-pmm2; chown 26:26 written-by-pmm2; rm nginx -r");

        Sandbox.Run second = prepare("stop-2", DataMode.BACKUP).mustSucceed();

        assertThat(PrepareSummary.of(second.output())).hasValueSatisfying(summary -> {
            assertThat(summary.backup()).isEqualTo("written");
            assertThat(summary.healed()).isPositive();
        });
        assertThat(TreeFacts.owners(sandbox.backup)).contains("26:26 644 ./written-by-pmm2", "26:26 700 ./postgres14");
        assertThat(TreeFacts.owners(sandbox.srv)).allMatch(entry -> entry.startsWith("1000:0 "));
    }

    @Test
    void makesTheBackupAnewForAnotherStop() throws IOException {
        List<String> first = TreeFacts.of(sandbox.srv);
        prepare("stop-1", DataMode.BACKUP).mustSucceed();
        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();
        sandbox.changeTree();
        List<String> changed = TreeFacts.of(sandbox.srv);

        prepare("stop-2", DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(changed).isNotEqualTo(first);
    }

    @Test
    void switchesFromACopyToABackup() {
        List<String> before = TreeFacts.of(sandbox.srv);
        prepare("stop-1", DataMode.COPY).mustSucceed();

        prepare("stop-1", DataMode.BACKUP).mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
        assertThat(TreeFacts.owners(sandbox.srv)).allMatch(entry -> entry.startsWith("1000:0 "));
    }

    @Test
    void hasNothingToRestoreWhenNothingBegan() {
        List<String> before = TreeFacts.of(sandbox.srv);

        Sandbox.Run restored = sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(restored.output().summary()).containsEntry("manifest", "absent");
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void hasNothingToRestoreWhenOnlyACopyWasChanged() {
        prepare("stop-1", DataMode.COPY).mustSucceed();
        List<String> before = TreeFacts.of(sandbox.srv);
        sandbox.with("PMM_MIGRATION_BACKUP", sandbox.root.resolve("not-mounted").toString());

        Sandbox.Run restored = sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(restored.output().summary()).containsEntry("manifest", "of-copy");
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void restoresTwiceWithoutHarm() {
        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();
        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        Sandbox.Run again = sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(again.output().summary()).containsEntry("manifest", "restored");
    }

    @Test
    void countsWhatIsGoneAndDoesNotFollowWhatBecameALink() {
        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();
        sandbox.shell("rm postgres14/base/1 setuid; ln -s \"$OUTSIDE\" setuid");

        Sandbox.Run restored = sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();

        assertThat(restored.output().summary()).containsEntry("missing", "2");
        assertThat(sandbox.shell("stat -c %u:%g:%a ../outside").strip()).isEqualTo("0:0:644");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "truncate -s -20 ../records/manifest.gz",
                "printf x | dd of=../records/manifest.gz bs=1 seek=30 conv=notrunc 2>/dev/null",
                "rm ../records/manifest.gz",
                "truncate -s 30 ../records/manifest.complete",
                "truncate -s -3 ../records/manifest.complete",
                ": > ../records/manifest.complete",
                "echo garbage > ../records/manifest.complete"
            })
    void refusesADamagedManifest(String damage) {
        prepare("stop-1", DataMode.NO_BACKUP).mustSucceed();
        sandbox.shell(damage);
        List<String> before = TreeFacts.owners(sandbox.srv);

        Sandbox.Run restored = sandbox.run(HelperCommand.restoreOwnership());
        Sandbox.Run prepared = prepare("stop-1", DataMode.NO_BACKUP);

        assertThat(HelperFailure.of(restored.exitCode())).contains(HelperFailure.RECORDS_DAMAGED);
        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.RECORDS_DAMAGED);
        assertThat(TreeFacts.owners(sandbox.srv)).isEqualTo(before);
    }

    @Test
    void saysSoWhenOwnersCannotBeChanged() throws IOException {
        sandbox.with("PATH", brokenChown("exit 1"));

        Sandbox.Run prepared = prepare("stop-1", DataMode.BACKUP);

        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.OWNERSHIP_REFUSED);
        assertThat(sandbox.records.resolve("backup.complete")).exists();
    }

    /** The change time of every entry of /srv, which any write, however short, would move. */
    private String changeTimes() {
        return sandbox.shell("find . -printf '%C@ %p\\n' | sort");
    }

    private Sandbox.Run prepare(String stop, DataMode mode) {
        return sandbox.run(HelperCommand.prepare(stop, Sandbox.owner(), mode));
    }

    /** Runs the preparation with a chown that ends after a few entries, as if the engine had died. */
    private void interruptChangeOfOwners() {
        try {
            sandbox.with("PATH", brokenChown("chown -h 1000:0 ./pmm-distribution ./grafana; kill -9 0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(prepare("stop-1", DataMode.BACKUP).exitCode()).isNotZero();
        sandbox.with("PATH", System.getenv("PATH"));
    }

    private String brokenChown(String code) throws IOException {
        Path folder = Files.createDirectories(sandbox.root.resolve("bin"));
        Path chown = folder.resolve("chown");
        String realPath = System.getenv("PATH");
        Files.writeString(chown, "#!/bin/sh\nPATH=" + realPath + "\n" + code + "\n");
        sandbox.shell("chmod +x " + chown);
        return folder + ":" + realPath;
    }
}
