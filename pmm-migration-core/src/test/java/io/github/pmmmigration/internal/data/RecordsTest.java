package io.github.pmmmigration.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RecordsTest {
    private Sandbox sandbox;

    @BeforeEach
    void create() throws IOException {
        sandbox = Sandbox.create();
    }

    @AfterEach
    void clear() {
        sandbox.close();
    }

    @Test
    void writesDocumentsOfAnySizeWithoutNamingTheirContentsInArguments() {
        String large = "0123456789é\n".repeat(40_000);
        HelperCommand command = HelperCommand.putRecords(List.of(
                new RecordDocument("inspect.json", "{\"a\": \"$(id) '\\\\\"}"),
                new RecordDocument("empty", ""),
                new RecordDocument("server.log", large)));

        sandbox.run(command).mustSucceed();

        assertThat(sandbox.records.resolve("documents/inspect.json")).hasContent("{\"a\": \"$(id) '\\\\\"}");
        assertThat(sandbox.records.resolve("documents/empty")).isEmptyFile();
        assertThat(sandbox.records.resolve("documents/server.log")).hasContent(large);
        assertThat(String.join(" ", command.words())).doesNotContain("$(id)", "JChpZC");
    }

    @Test
    void replacesADocument() {
        put("plan", "one");

        put("plan", "two");

        assertThat(sandbox.records.resolve("documents/plan")).hasContent("two");
    }

    @Test
    void refusesADocumentThatDidNotArriveWhole() {
        HelperCommand whole = HelperCommand.putRecords(List.of(new RecordDocument("plan", "the plan")));
        HelperCommand cut =
                new HelperCommand(whole.entrypoint(), whole.arguments(), Map.of("PMM_MIGRATION_CHUNK_1", "dGhlIA=="));

        Sandbox.Run run = sandbox.run(cut);

        assertThat(HelperFailure.of(run.exitCode())).contains(HelperFailure.BAD_ARGUMENTS);
        assertThat(sandbox.records.resolve("documents/plan")).doesNotExist();
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordDocument("../base.info", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecordDocument("..", ""));
    }

    @Test
    void tellsWhatHasBeenDone() throws IOException {
        sandbox.shell("echo docker > pmm-distribution");
        sandbox.run(HelperCommand.prepare("stop-1", Sandbox.owner(), DataMode.BACKUP))
                .mustSucceed();

        String status = sandbox.run(HelperCommand.recordsStatus()).mustSucceed().text();

        assertThat(status)
                .contains("base=complete", "backup.complete=token=stop-1 mode=backup", "manifest.restored=\n");
    }

    @Test
    void leavesTheWorkOfAnotherHelperAlone() {
        sandbox.shell("mkdir ../records/work && echo busy > ../records/work/list");

        put("plan", "one");

        assertThat(sandbox.records.resolve("work/list")).hasContent("busy\n");
    }

    private void put(String name, String content) {
        sandbox.run(HelperCommand.putRecords(List.of(new RecordDocument(name, content))))
                .mustSucceed();
    }
}
