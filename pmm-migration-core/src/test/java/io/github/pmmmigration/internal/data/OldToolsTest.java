package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old images lack tools and options that a newer machine has. */
final class OldToolsTest {
    private static final List<String> ABSENT = List.of(
            "sed",
            "awk",
            "gawk",
            "mawk",
            "grep",
            "egrep",
            "cmp",
            "diff",
            "rsync",
            "python3",
            "perl",
            "zstd",
            "bc",
            "busybox",
            "getfattr",
            "setfattr",
            "getfacl",
            "setfacl",
            "which",
            "file",
            "hexdump",
            "xxd",
            "ps",
            "jq");

    private Sandbox sandbox;

    @BeforeEach
    void fill() throws IOException {
        sandbox = Sandbox.withAwkwardTree().withoutMargin();
        sandbox.shell("mkdir ../bin");
        sandbox.with("PATH", sandbox.root.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @AfterEach
    void clear() {
        sandbox.close();
    }

    @Test
    void usesNoToolThatAnImageMayLack() {
        ABSENT.forEach(tool -> replace(tool, "echo " + tool + " >> \"$PMM_MIGRATION_RECORDS/used\"; exit 127"));

        runEverything();

        assertThat(sandbox.records.resolve("used")).doesNotExist();
    }

    @Test
    void doesWithoutOptionsThatCameLater() throws IOException {
        List<String> before = TreeFacts.of(sandbox.srv);
        replace(
                "sync",
                "[ $# -eq 0 ] || { echo \"sync: ignoring all arguments\" >&2; exit 1; }; exec /usr/bin/env -i /bin/sync");
        refuse("comm", "-z");
        refuse("cut", "-z");
        refuse("head", "-z");
        refuse("tail", "-z");
        refuse("paste", "-z");
        refuse("join", "-z");

        runEverything();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    @Test
    void doesWithATarThatKnowsNoAttributes() {
        sandbox.shell("if command -v setfattr > /dev/null; then setfattr -x user.pmm.test pmm-distribution;"
                + " setfattr -x user.pmm.directory clickhouse; fi 2> /dev/null || :");
        sandbox.shell(
                "if command -v setfacl > /dev/null; then setfacl -b grafana pmm-distribution clickhouse; fi; touch -d 2003-03-03 .");
        List<String> before = TreeFacts.of(sandbox.srv);
        replace(
                "tar",
                "case $* in *--help*) echo 'Usage: tar'; exit 0;; *xattrs* | *acls*) exit 64;; esac; exec /bin/tar \"$@\"");

        sandbox.run(HelperCommand.prepare("stop-0", Sandbox.owner(), DataMode.COPY))
                .mustSucceed();
        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();
        sandbox.shell("rm ../backup/pmm-distribution");
        sandbox.run(HelperCommand.prepare("stop-1", Sandbox.owner(), DataMode.BACKUP))
                .mustSucceed();

        assertThat(TreeFacts.of(sandbox.backup)).isEqualTo(before);
    }

    private void runEverything() {
        sandbox.run(HelperCommand.precopy()).mustSucceed();
        sandbox.shell("cp -a pmm-distribution ../kept; rm ../backup/pmm-distribution");
        sandbox.run(HelperCommand.prepare("stop-1", Sandbox.owner(), DataMode.BACKUP))
                .mustSucceed();
        sandbox.run(HelperCommand.putRecords(List.of(new RecordDocument("plan", "text"))))
                .mustSucceed();
        sandbox.run(HelperCommand.restoreOwnership()).mustSucceed();
    }

    private void refuse(String tool, String option) {
        replace(
                tool,
                "for word do case $word in " + option + "*) exit 64;; esac; done; exec /usr/bin/" + tool + " \"$@\"");
    }

    private void replace(String tool, String code) {
        sandbox.shell("cat > ../bin/" + tool + " <<'END'\n#!/bin/sh\n" + code + "\nEND\nchmod +x ../bin/" + tool);
    }
}
