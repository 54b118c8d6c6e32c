package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when the backup, or the records, do not fit. Small file systems take root. */
final class SpaceTest {
    private Sandbox sandbox;

    @BeforeEach
    void fill() throws IOException {
        assumeTrue(Sandbox.root(), "NOT TESTED: mounting a small file system takes root");
        sandbox = Sandbox.withAwkwardTree().withoutMargin();
        assumeTrue(mount("size=48m", sandbox.backup), "NOT TESTED: a small file system cannot be mounted here");
    }

    @AfterEach
    void clear() {
        if (sandbox != null) {
            sandbox.shell("cd ..; for place in backup records srv disk-mount; do umount $place 2>/dev/null || :; done");
            sandbox.close();
        }
    }

    @Test
    void refusesBeforeItCopiesAnything() {
        List<String> before = TreeFacts.of(sandbox.srv);
        sandbox.shell(
                "head -c 60000000 /dev/zero > ../zeros && cp --sparse=never ../zeros large && rm ../zeros && rm large");
        sandbox.shell("head -c 60000000 /dev/urandom > ../large && mv ../large large && touch -d 2003-03-03 .");

        Sandbox.Run precopied = sandbox.run(HelperCommand.precopy());
        Sandbox.Run prepared = prepare();
        sandbox.shell("rm large && touch -d 2003-03-03 .");

        assertThat(precopied.output().error()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo("no-space");
            assertThat(Long.parseLong(error.details().get("needed"))).isGreaterThan(60_000_000);
            assertThat(Long.parseLong(error.details().get("available"))).isBetween(1L, 60_000_000L);
        });
        assertThat(HelperFailure.of(precopied.exitCode())).contains(HelperFailure.NO_SPACE);
        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.NO_SPACE);
        assertThat(sandbox.backup).isEmptyDirectory();
        assertThat(TreeFacts.of(sandbox.srv)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "false, head -c 60000000 /dev/urandom > much",
        "true, head -c 60000000 /dev/urandom > much",
        "true, mkdir much; for i in $(seq 70); do head -c 900000 /dev/urandom > much/$i; done"
    })
    void stopsWhenTheDiskRunsFullWhileCopyingAndGoesOnLater(boolean precopied, String fill) {
        List<String> before = TreeFacts.of(sandbox.srv);
        sandbox.with("PATH", hidingTheShortage());
        if (precopied) {
            sandbox.run(HelperCommand.precopy()).mustSucceed();
        }
        sandbox.shell(fill);

        Sandbox.Run full = prepare();
        sandbox.shell("rm -r much && touch -d 2003-03-03 .");
        Sandbox.Run later = prepare();

        assertThat(HelperFailure.of(full.exitCode())).contains(HelperFailure.NO_SPACE);
        assertThat(full.text()).contains("ran full while copying");
        later.mustSucceed();
        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    @Test
    void countsWhatAnOlderCopyGivesBack() {
        sandbox.shell("head -c 20000000 /dev/urandom > large");
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("head -c 20000001 /dev/urandom > large");

        prepare().mustSucceed();

        assertThat(sandbox.shell("cmp large ../backup/large && echo same").strip())
                .isEqualTo("same");
    }

    @Test
    void saysThatTheRecordsAreFull() {
        assumeTrue(mount("size=4m", sandbox.records), "NOT TESTED: a small file system cannot be mounted here");

        Sandbox.Run prepared = prepare();

        assertThat(HelperFailure.of(prepared.exitCode())).contains(HelperFailure.NO_SPACE);
        assertThat(prepared.output().error().orElseThrow().details()).containsEntry("where", "records");
    }

    @Test
    void needsNoSpaceWhereTheFileSystemSharesBlocks() {
        assumeTrue(mountSharing(), "NOT TESTED: no file system that shares blocks can be made here (mkfs.xfs)");
        sandbox.shell("head -c 200000000 /dev/urandom > large");
        List<String> before = TreeFacts.of(sandbox.srv);

        Sandbox.Run precopied = sandbox.run(HelperCommand.precopy()).mustSucceed();
        Sandbox.Run prepared = prepare().mustSucceed();
        Sandbox.Run again = prepare().mustSucceed();

        assertThat(precopied.output().summary()).containsEntry("reflink", "yes");
        assertThat(PrepareSummary.of(prepared.output()).orElseThrow().shared()).isTrue();
        assertThat(PrepareSummary.of(again.output()).orElseThrow())
                .matches(PrepareSummary::shared)
                .matches(summary -> summary.backup().equals("kept"));
        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    /** Puts all three places onto one file system of 400 MB that can share blocks. */
    private boolean mountSharing() {
        String made = sandbox.shell("""
                cd ..
                if command -v mkfs.xfs > /dev/null && truncate -s 400M disk && mkfs.xfs -q disk 2> /dev/null \\
                        && mkdir disk-mount && mount -o loop disk disk-mount 2> /dev/null; then
                    umount backup
                    mkdir disk-mount/srv disk-mount/backup
                    cp -a srv/. disk-mount/srv
                    rm -rf srv backup
                    mkdir srv backup
                    mount --bind disk-mount/srv srv
                    mount --bind disk-mount/backup backup
                    echo mounted
                fi
                """);
        return made.contains("mounted");
    }

    private Sandbox.Run prepare() {
        return sandbox.run(HelperCommand.prepare("stop-1", Sandbox.owner(), DataMode.BACKUP));
    }

    /** A df that always reports plenty, as after a check that came too early. */
    private String hidingTheShortage() {
        sandbox.shell("""
                mkdir ../bin
                cat > ../bin/df <<'END'
                #!/bin/sh
                case $* in *=avail,*) echo A B C 99999999 0 0;; *=avail*) echo A 99999999;; *) echo A B 0 0;; esac
                END
                chmod +x ../bin/df
                """);
        return sandbox.root.resolve("bin") + ":" + System.getenv("PATH");
    }

    private boolean mount(String options, Path place) {
        return sandbox.shell("mount -t tmpfs -o " + options + " tmpfs " + place + " 2>/dev/null && echo mounted || :")
                .contains("mounted");
    }
}
