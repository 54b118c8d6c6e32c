package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.StoredServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Disk and registry give out in the middle of a migration, on an engine with a small disk of its own: {@code -Dfaults=all}. */
@EnabledIfSystemProperty(named = "faults", matches = "all")
class ScarcityIT {
    private static final long NOTHING = 0;
    private static final long LITTLE = 24L << 20;
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path folder;

    private TestBed bed;
    private PrivateEngine engine;
    private Server server;

    @BeforeEach
    void start() {
        bed = TestBed.require();
        engine = PrivateEngine.withDisk(bed, "scarce", "2g");
        server = Server.start(engine.bed(), folder, StorageKind.NAMED_VOLUME);
    }

    @AfterEach
    void end() {
        server.close();
        engine.close();
        bed.close();
    }

    private static Predicate<List<String>> reached(String description) {
        return begun -> begun.stream().anyMatch(line -> line.contains(description));
    }

    private String fromRegistry(String registry, String... faults) {
        return engine.registry(registry, faults) + "/percona/pmm-server:3.7.0";
    }

    @Test
    void keepsPmm2ServingWhenTheDiskIsFullDuringThePull() throws Exception {
        Instant started = server.here().state().startedAt().orElseThrow();
        String target = fromRegistry("slow", "--rate", "3000");
        ToolProcess tool = server.tool("migrate", "--target", target);
        assertThat(tool.awaitBegun(reached("pull"))).isTrue();
        engine.leaveFree(NOTHING);

        PackedTool.Answer answer = tool.await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(2);
        assertThat(answer.all()).contains("no space left on device");
        server.requireSafe("disk full during the pull");
        assertThat(server.here().state().startedAt()).contains(started);
        engine.leaveFree(ALL);
        engine.endRegistry("slow");
        server.requireRestored("disk full during the pull");
    }

    @Test
    void keepsPmm2ServingWhenTheRegistryVanishesOrSaysNothingMore() throws Exception {
        String vanishing = fromRegistry("vanishing", "--rate", "3000");
        ToolProcess tool = server.tool("migrate", "--target", vanishing);
        assertThat(tool.awaitBegun(reached("pull"))).isTrue();
        assertThat(tool.runsFor(Duration.ofSeconds(2))).isTrue();
        engine.endRegistry("vanishing");

        PackedTool.Answer answer = tool.await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(2);
        assertThat(answer.out()).contains(vanishing);
        server.requireRestored("registry gone");

        MigrationReport report = stalled(fromRegistry("stalling", "--stall-after", "3000"));
        engine.endRegistry("stalling");
        assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(report.problem().orElseThrow().message()).containsPattern("(?i)registry|pull");
        server.requireRestored("registry slow");
    }

    @Test
    void isCancelledWhileItPulls() throws Exception {
        Instant started = server.here().state().startedAt().orElseThrow();
        ToolProcess tool = server.tool("migrate", "--target", fromRegistry("slow", "--rate", "3000"));
        assertThat(tool.awaitBegun(reached("pull"))).isTrue();
        assertThat(tool.runsFor(Duration.ofSeconds(1))).isTrue();
        tool.terminate();

        PackedTool.Answer answer = tool.await();

        engine.endRegistry("slow");
        assertThat(answer.code()).as(answer.all()).isEqualTo(4);
        assertThat(answer.json().text("/outcome")).contains("CANCELLED");
        server.requireSafe("cancelled during the pull");
        assertThat(server.here().state().startedAt()).contains(started);
        goesOn();
    }

    private MigrationReport stalled(String target) {
        DockerSettings settings = DockerSettings.fromEnvironment()
                .withHost(engine.bed().dockerHost())
                .withPullIdleTimeout(Duration.ofSeconds(5));
        try (ContainerEngine impatient = DockerEngine.connect(settings)) {
            return MigrationPlan.forContainer(server.name())
                    .containerEngine(impatient)
                    .targetImage(target)
                    .attempt()
                    .report();
        }
    }

    @Test
    void keepsPmm2ServingWhenTheDiskIsFullDuringTheCopyAhead() throws Exception {
        writeMore();

        MigrationReport report = MigrationPlan.forContainer(server.name())
                .containerEngine(engine.bed().engine())
                .before(Phase.PREPARE_REPLACEMENT, new Filler(engine))
                .attempt()
                .report();

        assertThat(report.outcome()).as(report.toText()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("DATA_NO_SPACE");
        assertThat(report.downtime()).contains(Duration.ZERO);
        engine.leaveFree(ALL);
        server.requireRestored("disk full during the copy ahead");
        goesOn();
    }

    @ParameterizedTest
    @CsvSource({"in-place", "copy"})
    void goesBackWhenTheDiskIsFullAfterTheStop(String data) throws Exception {
        Path go = folder.resolve("go");
        ToolProcess tool = server.tool("migrate", "--data", data, "--wait-at", "CUT_OVER", "--go-file", go.toString());
        assertThat(tool.awaitBegun(reached("wait for consent"))).isTrue();
        writeMore();
        engine.leaveFree(LITTLE);
        Files.createFile(go);

        PackedTool.Answer answer = tool.await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(1);
        assertThat(answer.json().text("/outcome")).contains("ROLLED_BACK");
        assertThat(answer.json().text("/error/code")).as(answer.all()).contains("DATA_NO_SPACE");
        engine.leaveFree(ALL);
        server.requireRestored("disk full after the stop");
        goesOn("--data", data);
    }

    private void writeMore() {
        engine.bed().docker("exec", server.name(), "sh", "-c", "head -c 80000000 /dev/urandom > /srv/late && sync");
    }

    private void goesOn(String... options) throws Exception {
        PackedTool.Answer again = server.tool("migrate", options).await();
        assertThat(again.code()).as(again.all()).isZero();
        server.requireMigrated("room again");
    }

    /** Fills the disk when everything has been examined and before anything is made. */
    private record Filler(PrivateEngine engine) implements MigrationStep<StoredServer> {
        @Override
        public String id() {
            return "filler";
        }

        @Override
        public void apply(StoredServer server, StepContext context) throws IOException {
            engine.leaveFree(LITTLE);
        }
    }
}
