package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The packed tool, as a process of its own, against servers on a real engine. */
class PmmMigrateIT {
    private static final String PMM2 = "2.44.1";

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        bed.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "DATA_CONTAINER", "BIND_MOUNT"})
    void migratesAndGoesBack(StorageKind storage) throws Exception {
        ContainerSnapshot before = server.start(PMM2, server.storedIn(storage, folder));
        String inventory = server.checksums();

        Answer migrated = tool("migrate", "--yes");

        assertMigrated(migrated);
        assertThat(server.checksums()).isEqualTo(inventory);
        assertRetired(before);
        assertThat(bed.engine()
                        .inspectVolume(
                                new VolumeName(migrated.json().text("/backup").orElseThrow())))
                .isPresent();

        Answer again = tool("migrate", "--yes");
        assertThat(again.json().text("/outcome")).contains("ALREADY_MIGRATED");
        assertRecorded(again, before);
        Answer back = tool("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertThat(back.json().number("/downtimeMillis").orElse(-1)).isPositive();
        assertThat(back.json().at("/storage").orElseThrow().toJson()).contains("-backup-");
        assertThat(server.container().imageReference()).isEqualTo(before.imageReference());
        assertThat(server.container().restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(server.checksums()).isEqualTo(inventory);
    }

    private void assertMigrated(Answer migrated) {
        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.json().text("/outcome")).contains("MIGRATED");
        assertThat(migrated.json().number("/downtimeMillis").orElse(-1)).isPositive();
        ContainerSnapshot replacement = server.container();
        assertThat(replacement.imageReference()).contains("pmm-server:3.");
        assertThat(replacement.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(replacement.document().text("/HostConfig/PortBindings/8443~1tcp/0/HostPort"))
                .contains("" + server.port());
        assertThat(server.run("find", "/srv", "-xdev", "!", "-uid", "1000", "-print", "-quit"))
                .isEmpty();
    }

    /** Fetches the records with the command that the report names. */
    private void assertRecorded(Answer told, ContainerSnapshot before) throws IOException {
        String purpose = told.json().elements("/leftovers").stream()
                .filter(left -> left.text("/name").orElse("").contains("-records-"))
                .flatMap(left -> left.text("/purpose").stream())
                .findFirst()
                .orElseThrow();
        Path records = Files.createDirectory(folder.resolve("records"));
        String command = purpose.substring(purpose.indexOf("docker run"));
        bed.run(List.of("sh", "-c", "cd " + records + " && " + command));

        ConfigDocument definition = ConfigDocument.parse(Files.readString(records.resolve("server.json")));
        assertThat(definition.at("/Config")).isEqualTo(before.document().at("/Config"));
        assertThat(definition.at("/HostConfig")).isEqualTo(before.document().at("/HostConfig"));
        assertThat(records.resolve("server.log")).isNotEmptyFile();
        assertThat(records.resolve("plan.json")).content().contains("pmm-migration-preview/1", "run-prepare");
        assertThat(records)
                .isDirectoryContaining("glob:**replacement-*.log")
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("report-")
                        && contentOf(file.toFile()).contains("\"MIGRATED\""));
    }

    private void assertRetired(ContainerSnapshot before) {
        ContainerSnapshot retired = bed.engine().inspect(before.id().toRef()).orElseThrow();
        assertThat(retired.name().value()).isNotEqualTo(server.name());
        assertThat(retired.state().status()).isEqualTo(Status.EXITED);
        assertThat(retired.restartPolicy()).isEqualTo(RestartPolicy.NO);
    }

    @Test
    void refusesBadInputAndChangesNothing() throws Exception {
        ContainerSnapshot before = server.start(PMM2, server.storedIn(StorageKind.NAMED_VOLUME, folder));
        List<String> containers = containers();

        assertRefused("--container", "no-such-server");
        assertRefused("--password-file", secret("wrong"));
        assertRefused("--target", "127.0.0.1:1/none/none:3.8.1");
        assertRefused("--target", before.imageReference().replace(PMM2, "3.99.99"));
        assertRefused("--server-url", "https://127.0.0.1:1");
        assertRefused("--docker-host", "unix:///nowhere.sock");
        assertThat(assertRefused("--set-env", "PMM_DATA_RETENTION=a while").out())
                .contains("ENV_INVALID");

        assertThat(containers()).isEqualTo(containers);
        assertThat(server.container().state().startedAt())
                .isEqualTo(before.state().startedAt());
        assertThat(server.container().document()).isEqualTo(before.document());
    }

    @Test
    void refusesAContainerThatIsNoServer() throws Exception {
        bed.docker(
                "create",
                "--name",
                server.name(),
                "--entrypoint",
                "sleep",
                bed.image(PMM2).toString(),
                "1000");
        bed.docker("start", server.name());

        assertRefused();
    }

    @Test
    void refusesAServerWhoseDataIsInItsOwnLayer() throws Exception {
        server.start(PMM2, server.storedIn(StorageKind.CONTAINER_LAYER, folder));

        Answer refused = tool("migrate", "--yes");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.out()).contains("STORAGE_IN_LAYER");
    }

    @Test
    void takesTheGuidesOwnBetaWhenGivenAndWarns() throws Exception {
        assumeStandIns();
        server.start(PMM2, server.storedIn(StorageKind.NAMED_VOLUME, folder));

        Answer migrated = tool("migrate", "--yes", "--target", "perconalab/pmm-server:3.0.0-beta");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(server.container().imageReference()).contains("3.0.0-beta");
        assertThat(migrated.json().toJson()).contains("TARGET_PRERELEASE");
    }

    private static void assumeStandIns() {
        if (TestBed.real()) {
            Assumptions.abort("the beta is no longer published");
        }
    }

    private Answer assertRefused(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--yes"));
        all.addAll(List.of(options));
        Answer answer = tool("migrate", all.toArray(String[]::new));
        assertThat(answer.code()).as(String.join(" ", options) + answer.all()).isEqualTo(2);
        return answer;
    }

    private List<String> containers() {
        return bed.engine().list(ContainerFilter.all()).stream()
                .map(container -> container.name().value())
                .filter(name -> name.startsWith(server.name()))
                .sorted()
                .toList();
    }

    private String secret(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text).toString();
    }

    private Answer tool(String command, String... options) throws Exception {
        return new PackedTool(bed, server.name(), folder).run(command, options);
    }
}
