package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Engine, network, disk, registry and replacement fail in the middle of a migration, on a real engine.
 *
 * <p>{@code -Dfaults=all} makes all of them instead of a quick sample.
 */
class FaultsIT {
    @TempDir
    Path folder;

    private TestBed bed;

    @BeforeEach
    void open() {
        bed = TestBed.require();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private static Predicate<List<String>> reached(String description) {
        return begun -> begun.stream().anyMatch(line -> line.contains(description));
    }

    @Test
    void survivesAnEngineThatIsKilledAndStartsAgain() throws Exception {
        try (PrivateEngine engine = PrivateEngine.beside(bed, "faults");
                Server server = Server.start(engine.bed(), folder, StorageKind.NAMED_VOLUME)) {
            ToolProcess tool = server.tool("migrate");
            assertThat(tool.awaitBegun(reached("finish and verify the copy"))).isTrue();
            engine.crash();
            tool.await();
            server.requireSafe("after the engine's crash");

            PackedTool.Answer again = server.tool("migrate").await();

            assertThat(again.code()).as(again.all()).isZero();
            server.requireMigrated("after the engine's crash");
            engine.crash();
            server.awaitReady();
            server.requireMigrated("after the engine's second crash");
        }
    }

    /** The engine starts a container again that was stopped by hand, if its policy says always. */
    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void survivesAnEngineThatStartsTheServerAgainBeforeItIsDisarmed() throws Exception {
        try (PrivateEngine engine = PrivateEngine.beside(bed, "faults");
                Server server = Server.start(engine.bed(), folder, StorageKind.NAMED_VOLUME)) {
            ToolProcess tool = server.tool("migrate");
            assertThat(tool.awaitBegun(reached("disarm the restart policy"))).isTrue();
            assertThat(tool.kill()).isTrue();
            engine.bed().docker("update", "--restart", "always", server.source().value());
            engine.crash();
            server.requireSafe("armed, and the engine started again");
            assertThat(server.here().state().isRunning()).isTrue();

            PackedTool.Answer again = server.tool("migrate").await();

            assertThat(again.code()).as(again.all()).isZero();
            server.requireMigrated("armed, and the engine started again");
        }
    }

    @Test
    void survivesAConnectionThatIsCut() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(Path.of(bed.dockerHost().substring("unix://".length())));
                Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            ToolProcess tool = server.tool("migrate", "--docker-host", proxy.address());
            for (String action : List.of("create the replacement", "finish and verify the copy", "start '")) {
                assertThat(tool.awaitBegun(reached(action))).isTrue();
                proxy.cut(2);
            }

            PackedTool.Answer answer = tool.await();

            assertThat(answer.code()).as(answer.all()).isZero();
            server.requireMigrated("after cuts");
        }
    }

    @ParameterizedTest
    @CsvSource("STANDIN3_CRASH_LOOP=1, EXITED")
    void goesBackFromAReplacementThatEnds(String fault, String code) throws Exception {
        goesBackFrom(fault, code, "900");
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    @CsvSource({
        "STANDIN3_NEVER_READY=1, NOT_READY_IN_TIME",
        "STANDIN3_EXIT_AFTER=1, SERVER_EXITED",
        "STANDIN3_WRONG_VERSION=3.9.9, NOT_READY_IN_TIME",
        "STANDIN3_BOOT_SECONDS=60, NOT_READY_IN_TIME"
    })
    void goesBackFromAReplacementThatDoesNotServe(String fault, String code) throws Exception {
        goesBackFrom(fault, code, "20");
    }

    private void goesBackFrom(String fault, String code, String readiness) throws Exception {
        try (Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME, fault)) {
            PackedTool.Answer answer =
                    server.tool("migrate", "--readiness", readiness).await();

            assertThat(answer.code()).as(answer.all()).isEqualTo(1);
            assertThat(answer.json().text("/outcome")).contains("ROLLED_BACK");
            assertThat(answer.json().text("/error/code"))
                    .as(answer.all())
                    .hasValueSatisfying(told -> assertThat(told).contains(code));
            assertThat(answer.json().text("/logTail").orElse(""))
                    .as("log of the replacement")
                    .isNotEmpty();
            server.requireRestored(fault);
        }
    }

    /** An engine makes up a folder that is not there when it starts a container, and a server would begin anew in it. */
    @Test
    void startsNoServerWithoutItsFolder() throws Exception {
        try (Server server = Server.start(bed, folder, StorageKind.BIND_MOUNT)) {
            Path data = Path.of(server.here().mounts().get(0).source());
            ToolProcess tool = server.tool("migrate");
            assertThat(tool.awaitBegun(reached("rename '"))).isTrue();
            assertThat(tool.kill()).isTrue();
            Path elsewhere = Files.move(data, data.resolveSibling("elsewhere"));

            for (String command : List.of("migrate", "rollback")) {
                requireRefused(server, command, data);
                assertThat(data).as("made up by the engine").doesNotExist();
                Files.createDirectory(data);
                requireRefused(server, command, data);
                assertThat(data).as("a disk that is not mounted").isEmptyDirectory();
                Files.delete(data);
            }

            Files.move(elsewhere, data);
            PackedTool.Answer again = server.tool("migrate").await();
            assertThat(again.code()).as(again.all()).isZero();
            server.requireMigrated("folder back");
        }
    }

    private static void requireRefused(Server server, String command, Path data) throws Exception {
        PackedTool.Answer answer = server.tool(command).await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(3);
        assertThat(answer.json().text("/error/code")).as(answer.all()).contains("DATA_MOUNT_MISSING");
        server.requireSafe(command + " without " + data);
        assertThat(server.runs()).as(answer.all()).isFalse();
    }

    @Test
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    void leavesPmm3ServingWhenTheBackupIsGone() throws Exception {
        try (Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            PackedTool.Answer there = server.tool("migrate").await();
            assertThat(there.code()).as(there.all()).isZero();
            String backup = there.json().text("/backup").orElseThrow();
            bed.docker("volume", "rm", backup);

            PackedTool.Answer back = server.tool("rollback").await();

            assertThat(back.code()).as(back.all()).isEqualTo(3);
            assertThat(back.json().text("/error/code")).contains("ROLLBACK_NOT_POSSIBLE");
            assertThat(back.json().text("/error/what").orElse("")).contains("The backup is gone", backup);
            assertThat(bed.docker("volume", "ls", "-q").lines()).doesNotContain(backup);
            assertThat(server.here().imageReference()).contains("pmm-server:3.");
            assertThat(server.here().state().isRunning()).isTrue();
            server.requireSafe("backup gone");
        }
    }

    @Test
    void servesAgainOnceATakenPortIsFree() throws Exception {
        try (Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            ToolProcess tool = server.tool("migrate");
            assertThat(tool.awaitBegun(reached("finish and verify the copy"))).isTrue();
            PackedTool.Answer answer;
            try (ServerSocket intruder = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
                answer = tool.await();
                assertThat(intruder.isBound()).isTrue();
            }
            assertThat(answer.code()).as(answer.all()).isEqualTo(3);
            assertThat(answer.out()).contains("address already in use");
            server.requireSafe("port taken");

            PackedTool.Answer back = server.tool("rollback").await();

            assertThat(back.code()).as(back.all()).isZero();
            server.requireRestored("port taken");
        }
    }
}
