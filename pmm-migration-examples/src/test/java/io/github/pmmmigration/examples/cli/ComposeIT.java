package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that carry the labels of Compose, with the file that those name. */
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
        bed.close();
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
        Files.writeString(file, "services: {pmm: {image: a}}\n");

        Answer refused = tool().run("migrate", "--yes", "--write-compose");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(server.container().imageReference()).contains("2.44.1");
        assertThat(file).hasContent("services: {pmm: {image: a}}\n");
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
