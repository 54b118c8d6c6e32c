package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Things on the engine that are not what their names promise are refused or healed, on a real engine, never guessed at.
 *
 * <p>{@code -Dbad.input=all} makes all of them instead of a quick sample.
 */
class BadInputIT {
    @TempDir
    Path folder;

    private TestBed bed;
    private Server server;

    @BeforeEach
    void start() {
        bed = TestBed.require();
        server = Server.start(bed, folder, StorageKind.NAMED_VOLUME);
    }

    @AfterEach
    void clean() {
        server.close();
        bed.close();
    }

    private String id() {
        return server.source().shortened();
    }

    private String inVolume(String volume, String script) {
        String image = bed.variable("PMM_TESTBED_IMAGE") + ":2.44.1";
        return bed.docker(
                "run", "--rm", "--network", "none", "-v", volume + ":/v", "--entrypoint", "sh", image, "-c", script);
    }

    @Test
    void refusesAForeignVolumeWithTheNameOfTheBackup() throws Exception {
        String volume = server.name() + "-backup-" + id();
        inVolume(volume, "echo mine > /v/file");
        ContainerSnapshot before = server.here();

        PackedTool.Answer answer = server.tool("migrate").await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(1);
        assertThat(answer.json().text("/error/code")).contains("VOLUME_NAME_TAKEN");
        assertThat(answer.json().text("/error/what"))
                .as(answer.all())
                .hasValueSatisfying(what -> assertThat(what).contains(volume));
        assertThat(server.here().state().startedAt()).isEqualTo(before.state().startedAt());
        assertThat(inVolume(volume, "cat /v/file")).isEqualTo("mine");
        server.requireRestored("foreign backup volume");
    }

    @Test
    @EnabledIfSystemProperty(named = "bad.input", matches = "all")
    void refusesALockThatIsNone() throws Exception {
        String lock = server.name() + "-migration-lock";
        String image = bed.variable("PMM_TESTBED_IMAGE") + ":2.44.1";
        bed.docker(
                "create",
                "--name",
                lock,
                "--label",
                "io.github.pmm-migration.role=lock",
                "--label",
                "io.github.pmm-migration.id=../ not an id",
                "--label",
                "io.github.pmm-migration.lock-process=rm -rf",
                image);

        for (String command : List.of("migrate", "rollback")) {
            PackedTool.Answer answer = server.tool(command).await();

            assertThat(answer.code()).as(answer.all()).isEqualTo(2);
            assertThat(answer.json().text("/error/code")).as(answer.all()).contains("LOCK_NAME_TAKEN");
        }
        bed.docker("rm", lock);
        server.requireRestored("garbage on the lock");
    }

    @Test
    @EnabledIfSystemProperty(named = "bad.input", matches = "all")
    void leavesAContainerAloneThatHasANameItNeeds() throws Exception {
        for (String purpose : List.of("retired", "prepare", "save-report")) {
            String taken = server.name() + "-" + purpose + "-" + id();
            String other = occupy(taken);

            PackedTool.Answer answer = server.tool("migrate").await();

            assertThat(answer.code()).as(answer.all()).isEqualTo(2);
            assertThat(answer.out()).contains("NAME_TAKEN", taken);
            assertThat(bed.docker("rm", other)).isEqualTo(other);
            server.requireRestored(purpose + " taken");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "bad.input", matches = "all")
    void goesBackWhenANameItNeedsIsTakenInTheMiddle() throws Exception {
        ToolProcess tool = server.tool("migrate");
        assertThat(tool.awaitBegun(begun -> begun.stream().anyMatch(line -> line.startsWith("stop the services"))))
                .isTrue();
        String taken = server.name() + "-retired-" + id();
        String other = occupy(taken);

        PackedTool.Answer answer = tool.await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(1);
        assertThat(answer.json().text("/error/what").orElse("")).contains(taken);
        assertThat(bed.docker("rm", other)).isEqualTo(other);
        server.requireRestored("name taken in the middle");
    }

    private String occupy(String name) {
        return bed.docker("create", "--name", name, bed.variable("PMM_TESTBED_IMAGE") + ":2.44.1");
    }

    @Test
    void goesBackOnTheBackupWhenTheOwnersAreForgotten() throws Exception {
        interruptAt("rename '");
        inVolume(
                server.name() + "-records-" + id(),
                "head -c 100 /v/manifest.gz > /v/short && mv /v/short /v/manifest.gz");

        PackedTool.Answer answer = server.tool("rollback").await();

        assertThat(answer.code()).as(answer.all()).isZero();
        server.requireRestored("manifest cut short");
        assertThat(server.here().mounts())
                .extracting(mount -> mount.source().contains("-backup-"))
                .containsExactly(true);
    }

    @Test
    @EnabledIfSystemProperty(named = "bad.input", matches = "all")
    void saysThatTheManifestIsDamagedWhenThereIsNoBackup() throws Exception {
        interruptAt("rename '", "--no-backup", "--accept", "IRREVERSIBLE");
        inVolume(server.name() + "-records-" + id(), "printf x >> /v/manifest.gz");

        PackedTool.Answer answer = server.tool("rollback").await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(3);
        assertThat(answer.json().text("/error/what").orElse("")).contains("The ownership manifest cannot be used");
        server.requireSafe("tampered manifest");
        PackedTool.Answer forward = server.tool("migrate", "--no-backup", "--accept", "IRREVERSIBLE")
                .await();
        assertThat(forward.code()).as(forward.all()).isZero();
        server.requireMigrated("tampered manifest");
    }

    @Test
    void healsWhenTheParkedServerWasStartedByHand() throws Exception {
        interruptAt("start '");
        List<ContainerSnapshot> replacements = server.containers().stream()
                .filter(container -> container.imageReference().contains("pmm-server:3"))
                .toList();
        replacements.forEach(replacement -> bed.docker("stop", replacement.id().value()));
        bed.docker("start", server.source().value());

        PackedTool.Answer answer = server.tool("migrate").await();
        if (answer.code() != 0) {
            assertThat(answer.json().text("/error/code")).as(answer.all()).contains("RETIRED_SERVER_RUNS");
            bed.docker("stop", server.source().value());
            answer = server.tool("migrate", "--readiness", "60").await();
        }

        requireEitherServer(answer);
    }

    /** What PMM 2 did to the data that PMM 3 had taken over decides whether PMM 3 can still serve; if not, the backup does. */
    private void requireEitherServer(PackedTool.Answer answer) {
        if (answer.code() == 0) {
            server.requireMigrated("parked server started by hand");
        } else {
            assertThat(answer.json().text("/outcome")).as(answer.all()).contains("ROLLED_BACK");
            server.requireRestored("parked server started by hand");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "bad.input", matches = "all")
    void keepsTheJournalOfAnotherServerAndItsTornEnd() throws Exception {
        Path journal = folder.resolve("old.journal");
        String other =
                "{\"at\":\"2026-01-01T00:00:00Z\",\"migration\":\"abc\",\"kind\":\"migration-started\"}\n{\"at\":\"20";
        Files.writeString(journal, other, StandardOpenOption.CREATE_NEW);

        PackedTool.Answer answer =
                server.tool("migrate", "--journal", journal.toString()).await();

        assertThat(answer.code()).as(answer.all()).isZero();
        server.requireMigrated("journal of another server");
        List<String> lines = Files.readAllLines(journal);
        assertThat(String.join("\n", lines.subList(0, 2))).isEqualTo(other);
        assertThat(lines.subList(2, lines.size()))
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line).endsWith("}").contains("\"migration\":\"" + id() + "\""));
    }

    private void interruptAt(String action, String... options) throws Exception {
        ToolProcess tool = server.tool("migrate", options);
        assertThat(tool.awaitBegun(begun -> begun.stream().anyMatch(line -> line.startsWith(action))))
                .isTrue();
        assertThat(tool.kill()).isTrue();
    }
}
