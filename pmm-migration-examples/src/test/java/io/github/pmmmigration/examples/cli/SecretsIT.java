package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets in a server and in what the tool is given, and looks for them wherever something is shown or kept: by every
 * command, in text, in reports of all kinds, in journal and plan, on the engine, and among the machine's processes.
 */
class SecretsIT {
    private static final String PLANTED = "s3cr3t-" + UUID.randomUUID();

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
    void showsAndKeepsNoneWhileItWaitsForConsentAndAfterwards() throws Exception {
        ContainerSnapshot before = start();
        for (String command : List.of("discover", "check", "status", "keys", "clients")) {
            show(command);
        }
        show("check", "--debug");
        show("plan", "--out", file("plan.json"));
        show("baseline", "--out", file("baseline.json"));

        Path log = folder.resolve("migrate.err");
        Process migration = tool().start("migrate", migration(), folder.resolve("migrate.out"), log);
        awaitQuestion(migration, log);

        assertThat(server.container().state()).isEqualTo(before.state());
        assertEngineKeepsNone();
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .isNotEmpty()
                .noneMatch(line -> line.contains(PLANTED));

        Files.createFile(folder.resolve("go"));
        assertThat(migration.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(migration.exitValue()).as(Files.readString(log)).isZero();
        show("status", "--report", file("status.md"));
        show("keys");
        show("clients");
        show("verify", "--baseline", file("baseline.json"), "--report", file("verify.json"));
        assertEngineKeepsNone();
        show("commit", "--yes", "--report", file("commit.txt"));
        assertFilesKeepNone();
    }

    private ContainerSnapshot start() throws IOException {
        Files.writeString(folder.resolve("password"), PLANTED + "\n");
        return server.start(
                "2.44.1",
                document -> server.storedIn(StorageKind.NAMED_VOLUME, folder)
                        .apply(document)
                        .with(
                                "/Env",
                                List.of(
                                        "GF_SECURITY_ADMIN_PASSWORD=" + PLANTED,
                                        "GF_SMTP_PASSWORD=" + PLANTED,
                                        "MY_TOKEN=" + PLANTED + "\nof two lines"))
                        .with("/Labels", Map.of("auth", "user:" + PLANTED))
                        .with(
                                "/Healthcheck/Test",
                                List.of(
                                        "CMD-SHELL",
                                        "curl -f -u admin:" + PLANTED + " http://127.0.0.1/v1/readyz || exit 1")));
    }

    private List<String> migration() {
        return List.of(
                "--yes",
                "--password-file",
                file("password"),
                "--wait-at",
                "CUT_OVER",
                "--go-file",
                file("go"),
                "--journal",
                file("journal"),
                "--report",
                file("report.html"));
    }

    private void awaitQuestion(Process migration, Path log) throws Exception {
        Path journal = folder.resolve("journal");
        while (Files.notExists(journal) || !Files.readString(journal).contains("wait for consent")) {
            assertThat(migration.waitFor(20, TimeUnit.MILLISECONDS))
                    .as(Files.readString(log))
                    .isFalse();
        }
        assertThat(migration.waitFor(2, TimeUnit.SECONDS)).isFalse();
    }

    private void show(String command, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        if (!command.equals("discover")) {
            all.addAll(List.of("--password-file", file("password")));
        }
        Answer answer = tool().run(command, all.toArray(String[]::new));
        assertThat(answer.code()).as(command + ": " + answer.all()).isZero();
        assertThat(answer.all()).as(command).isNotBlank().doesNotContain(PLANTED);
    }

    /** What the library makes for itself knows no secret at all; what it makes for the user has them in the user's places. */
    private void assertEngineKeepsNone() {
        for (ContainerSnapshot container : bed.engine().list(ContainerFilter.all())) {
            String role = container.label("io.github.pmm-migration.role").orElse("");
            if (List.of("lock", "helper").contains(role)) {
                assertThat(container.document().toJson()).as(role).doesNotContain(PLANTED);
            }
            container.labels().forEach((key, value) -> {
                if (!key.equals("auth")) {
                    assertThat(value).as(key).doesNotContain(PLANTED);
                }
            });
        }
        assertThat(bed.docker("volume", "ls", "--format", "{{.Name}} {{.Labels}}"))
                .contains(server.name())
                .doesNotContain(PLANTED);
    }

    private void assertFilesKeepNone() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(8)
                    .filteredOn(file -> !file.endsWith("password"))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(PLANTED));
        }
    }

    private PackedTool tool() {
        return new PackedTool(bed, server.name(), folder).forPeople();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }
}
