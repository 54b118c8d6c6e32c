package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ContainerState;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.PreparedData;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.StoredServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration takes back its own steps, waits where it is told to, and can be cancelled at its waits. */
class GateIT {
    private static final int CANCELLED = 4;

    @TempDir
    Path folder;

    @Test
    void waitsIsCancelledAndGoesOn() throws Exception {
        try (TestBed bed = TestBed.require();
                Server server = Server.start(
                        bed,
                        folder,
                        StorageKind.NAMED_VOLUME,
                        "STANDIN3_BOOT_SECONDS=4",
                        "STANDIN3_STATUS_SECONDS=12")) {
            takesItsStepsBack(bed, server);
            ContainerState before = server.here().state();
            Path go = folder.resolve("go");

            cancelAt(server, server.tool("migrate"), "copy ahead");
            assertThat(server.here().state()).isEqualTo(before);

            cancelAt(server, waitingFor(server, go), "wait for consent");
            assertThat(server.here().state()).isEqualTo(before);

            ToolProcess tool = waitingFor(server, go);
            awaitBegun(tool, "wait for consent");
            assertThat(tool.runsFor(Duration.ofSeconds(2))).isTrue();
            assertThat(server.here().state()).isEqualTo(before);
            Files.createFile(go);
            cancelAt(server, tool, "wait until the replacement");
            cancelAt(server, server.tool("migrate"), "check that everything");
            assertThat(server.here().imageReference()).contains("pmm-server:3.");

            PackedTool.Answer answer = server.tool("migrate").await();
            assertThat(answer.code()).as(answer.all()).isZero();
            server.requireMigrated("after four cancellations");
        }
    }

    private void takesItsStepsBack(TestBed bed, Server server) {
        Note note = new Note(folder.resolve("note"));

        MigrationReport report = MigrationPlan.forContainer(server.name())
                .containerEngine(bed.engine())
                .before(Phase.STOP_SERVER, note)
                .after(Phase.PREPARE_DATA, new Refusal(note.file))
                .attempt()
                .report();

        assertThat(report.outcome()).as(report.toText()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("STEP_FAILED");
        assertThat(note.file).doesNotExist();
        server.requireRestored("own step failed");
    }

    private static ToolProcess waitingFor(Server server, Path go) throws IOException {
        return server.tool("migrate", "--wait-at", "CUT_OVER", "--go-file", go.toString());
    }

    private static void awaitBegun(ToolProcess tool, String action) throws Exception {
        assertThat(tool.awaitBegun(begun -> begun.stream().anyMatch(line -> line.startsWith(action))))
                .as(action)
                .isTrue();
    }

    private static void cancelAt(Server server, ToolProcess tool, String action) throws Exception {
        awaitBegun(tool, action);
        tool.terminate();
        PackedTool.Answer answer = tool.await();
        assertThat(answer.code()).as(answer.all()).isEqualTo(CANCELLED);
        assertThat(answer.json().text("/outcome")).contains("CANCELLED");
        server.requireSafe("cancelled at " + action);
    }

    private record Note(Path file) implements MigrationStep<StoredServer> {
        @Override
        public String id() {
            return "note";
        }

        @Override
        public void apply(StoredServer server, StepContext context) throws IOException {
            Files.writeString(file, server.storage().describe());
        }

        @Override
        public void revert(StoredServer server, StepContext context) throws IOException {
            Files.delete(file);
        }
    }

    private record Refusal(Path note) implements MigrationStep<PreparedData> {
        @Override
        public String id() {
            return "refusal";
        }

        @Override
        public void apply(PreparedData data, StepContext context) throws IOException {
            throw new IOException("noted before: " + Files.readString(note));
        }
    }
}
