package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that carry the labels of Compose, with the file that those name; and servers that the real Compose made. */
class ComposeIT {
    private static final String PLANTED = "s3cr3t-planted";
    private static final String FILE = """
            services:
              pmm:
                image: percona/pmm-server:2.44.1   # monitoring
                ports:
                  - "127.0.0.1:%d:443"
                environment:
                  DISABLE_TELEMETRY: "1"
                  GF_SMTP_PASSWORD: %s
                volumes:
                  - data:/srv
            volumes:
              data:
            """;

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        bed.docker("network", "ls", "--format", "{{.Name}}", "--filter", "name=" + server.name())
                .lines()
                .forEach(network -> bed.docker("network", "rm", network));
        bed.close();
    }

    @Test
    void isMadeAnewByTheNextUpFromTheFileThatWasWritten() throws Exception {
        Path file = composed();
        server.seed();
        String inventory = server.checksums();

        Answer migrated = tool().run("migrate", "--yes", "--write-compose");
        up(file);

        assertThat(migrated.code()).as(migrated.all()).isZero();
        server.awaitReady();
        assertThat(server.container().imageReference()).contains("pmm-server:3.");
        assertThat(server.checksums()).isEqualTo(inventory).isNotEmpty();
        assertThat(ofTheProject()).containsExactly(server.name());
    }

    @Test
    void isLeftAloneByTheNextUpFromTheFileOfPmm2() throws Exception {
        Path file = composed();
        Answer migrated = tool().run("migrate", "--yes", "--accept", "COMPOSE_MANAGED");
        ContainerSnapshot before = server.container();

        assertThatThrownBy(() -> up(file)).hasMessageContaining("already in use");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(server.container().id()).isEqualTo(before.id());
        assertThat(server.container().state()).isEqualTo(before.state());
        assertThat(ofTheProject()).isEmpty();
    }

    /** What served between the hops must not be Compose's, and a file that was not written at the end is written later. */
    @Test
    void isMadeAnewAfterSeveralHopsThoughTheFileIsWrittenLater() throws Exception {
        Path file = composed("2.41.2");
        server.seed();
        String inventory = server.checksums();

        Answer migrated = tool().run("migrate", "--yes", "--keep-compose-labels", "--accept", "COMPOSE_MANAGED");
        Answer plan = tool().run("plan");
        Answer written = tool().run("migrate", "--yes", "--write-compose");
        List<String> known = bed.docker(
                        "ps",
                        "-a",
                        "--format",
                        "{{.Names}}",
                        "--filter",
                        "label=com.docker.compose.project=" + server.name())
                .lines()
                .toList();
        up(file);

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(plan.json().text("/composePatch/diff").orElse("")).contains(":8443\"", "PMM_ENABLE_TELEMETRY");
        assertThat(written.code()).as(written.all()).isZero();
        assertThat(written.json().text("/outcome")).contains("ALREADY_MIGRATED");
        assertThat(known).containsExactly(server.name());
        server.awaitReady();
        assertThat(server.container().imageReference()).contains("pmm-server:3.");
        assertThat(server.checksums()).isEqualTo(inventory).isNotEmpty();
        assertThat(ofTheProject()).containsExactly(server.name());
    }

    private Path composed() throws IOException {
        return composed("2.44.1");
    }

    /** Has the real Compose make the server. */
    private Path composed(String version) throws IOException {
        Path file = folder.resolve("compose.yaml");
        String text = FILE.formatted(server.port(), PLANTED).replace(":2.44.1", ":" + version);
        Files.writeString(file, text.replace("  pmm:\n", "  pmm:\n    container_name: " + server.name() + "\n"));
        up(file);
        server.awaitReady();
        return file;
    }

    private void up(Path file) {
        Optional<String> compose = bed.find("PMM_TESTBED_COMPOSE");
        if (compose.isEmpty()) {
            System.out.println("SKIPPED: no Compose; have it downloaded by 'bed compose' before 'bed up'");
            Assumptions.abort("no Compose");
        }
        bed.run(List.of(compose.orElseThrow(), "-p", server.name(), "-f", file.toString(), "up", "-d"));
    }

    private List<String> ofTheProject() {
        return bed.docker(
                        "ps", "--format", "{{.Names}}", "--filter", "label=com.docker.compose.project=" + server.name())
                .lines()
                .toList();
    }

    @Test
    void changesTheFileOnlyWhenAskedAndKeepsWhatItWas() throws Exception {
        Path file = start();
        String before = Files.readString(file);

        Answer plan = tool().run("plan");
        Answer refused = tool().run("migrate", "--yes");

        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.json().text("/composePatch/diff").orElse(""))
                .contains("-    image: percona/pmm-server:2.44.1   # monitoring", "+    image: percona/pmm-server:3.")
                .contains(
                        "+      - \"127.0.0.1:" + server.port() + ":8443\"", "+      PMM_ENABLE_TELEMETRY: \"false\"");
        assertThat(plan.all()).contains("COMPOSE_MANAGED").doesNotContain(PLANTED);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(file).hasContent(before);

        Answer migrated = tool().run("migrate", "--yes", "--write-compose");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.all()).doesNotContain(PLANTED);
        assertThat(Files.readString(file))
                .isEqualTo(before.replaceFirst("pmm-server:2.44.1", "pmm-server:" + version())
                        .replace(":443\"", ":8443\"")
                        .replace("DISABLE_TELEMETRY: \"1\"", "PMM_ENABLE_TELEMETRY: \"false\""));
        assertThat(Path.of(file + ".before-pmm-migration")).hasContent(before);
        assertThat(server.container().labels()).containsEntry("com.docker.compose.service", "pmm");
    }

    @Test
    void beginsNothingWhenTheFileCannotBeWritten() throws Exception {
        Path file = start();
        String other = "services: {pmm: {image: percona/pmm-server:2.30.0}}\n";
        Files.writeString(file, other);

        Answer refused = tool().run("migrate", "--yes", "--write-compose");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.all()).contains("the file was changed since");
        assertThat(server.container().imageReference()).contains("2.44.1");
        assertThat(file).hasContent(other);
    }

    private String version() {
        return server.container().imageReference().replaceFirst("^.*:", "");
    }

    private Path start() throws IOException {
        Path file = folder.resolve("compose.yaml");
        Files.writeString(file, FILE.formatted(server.port(), PLANTED));
        server.start(
                "2.44.1",
                document -> server.storedIn(StorageKind.NAMED_VOLUME, folder)
                        .apply(document)
                        .with("/Env", List.of("DISABLE_TELEMETRY=1", "GF_SMTP_PASSWORD=" + PLANTED))
                        .with(
                                "/Labels",
                                Map.of(
                                        "com.docker.compose.project", "monitoring",
                                        "com.docker.compose.service", "pmm",
                                        "com.docker.compose.project.config_files", file.toString())));
        return file;
    }

    private PackedTool tool() {
        return new PackedTool(bed, server.name(), folder);
    }
}
