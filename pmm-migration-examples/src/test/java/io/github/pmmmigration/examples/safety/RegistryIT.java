package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that wants credentials, and one that is gone while the image is there. */
class RegistryIT {
    private static final String PASSWORD = "s3cret-of-bob";
    private static final String REGISTRY = "private";
    private static final String WITHIN = "/percona/pmm-server:3.7.0";

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();

    @AfterEach
    void clean() {
        registry("stop", REGISTRY);
        bed.close();
    }

    @Test
    void pullsWithTheCredentialsOfTheDockerCommandOrLeavesTheServerAlone() throws Exception {
        String registry = registry("start", REGISTRY, "--user", "bob", "--password", PASSWORD);
        try (Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            refused(server, settings("{}"), registry);
            refused(server, settings(login(registry, "wrong")), registry);
            assertThat(refused(server, settings("{\"credsStore\":\"none\"}"), registry))
                    .contains("docker-credential-none is not installed");

            ToolProcess process = migration(server, withHelper(registry), registry);
            PackedTool.Answer migrated = process.await();

            assertThat(migrated.code()).as(migrated.all()).isZero();
            server.requireMigrated("from a registry with a password");
            requireNoSecret(server, migrated.all());
            registry("stop", REGISTRY);
            worksWithoutTheRegistry(server, registry);
            bed.docker("image", "rm", "--force", registry + WITHIN);
        }
    }

    /** The image is on the engine, whoever brought it there; what it was brought from is gone. */
    private void worksWithoutTheRegistry(Server server, String registry) throws Exception {
        assertThat(server.tool("rollback").await().code()).isZero();
        PackedTool.Answer always = server.tool("migrate", "--target", registry + WITHIN, "--pull", "always")
                .await();
        assertThat(always.code()).as(always.all()).isEqualTo(2);
        assertThat(always.json().text("/error/code").orElse("")).startsWith("REGISTRY_");

        PackedTool.Answer migrated =
                server.tool("migrate", "--target", registry + WITHIN).await();
        assertThat(migrated.code()).as(migrated.all()).isZero();
        server.requireMigrated("without the registry");
    }

    private String refused(Server server, Path settings, String registry) throws Exception {
        ContainerSnapshot before = server.here();

        PackedTool.Answer answer = migration(server, settings, registry).await();

        assertThat(answer.code()).as(answer.all()).isEqualTo(2);
        assertThat(answer.json().text("/error/code")).contains("REGISTRY_UNAUTHORIZED");
        assertThat(server.here().state()).isEqualTo(before.state());
        server.requireSafe("refused by the registry");
        assertThat(answer.all()).doesNotContain(PASSWORD);
        return answer.json().text("/error/remedy").orElse("");
    }

    private ToolProcess migration(Server server, Path settings, String registry) throws Exception {
        Map<String, String> environment =
                Map.of("DOCKER_CONFIG", settings.toString(), "PATH", settings + ":" + System.getenv("PATH"));
        PackedTool tool = new PackedTool(bed, server.name(), folder).with(environment);
        return ToolProcess.start(
                tool,
                folder,
                "migrate",
                "--target",
                registry + WITHIN,
                "--report",
                folder.resolve("report.html").toString());
    }

    private void requireNoSecret(Server server, String printed) throws Exception {
        assertThat(printed).doesNotContain(PASSWORD);
        assertThat(folder.resolve("report.html")).content().doesNotContain(PASSWORD);
        for (ContainerSnapshot container : server.containers()) {
            assertThat(container.document().toJson()).doesNotContain(PASSWORD);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path journal :
                    files.filter(file -> file.toString().endsWith(".journal")).toList()) {
                assertThat(journal).content().doesNotContain(PASSWORD);
            }
        }
    }

    private Path settings(String json) throws Exception {
        Path settings = Files.createTempDirectory(folder, "settings");
        Files.writeString(settings.resolve("config.json"), json);
        return settings;
    }

    private static String login(String registry, String password) {
        String pair = Base64.getEncoder().encodeToString(("bob:" + password).getBytes(StandardCharsets.UTF_8));
        return "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry, pair);
    }

    private Path withHelper(String registry) throws Exception {
        Path settings = settings("{\"credHelpers\":{\"%s\":\"trial\"}}".formatted(registry));
        Path helper = settings.resolve("docker-credential-trial");
        Files.writeString(
                helper,
                "#!/bin/sh\necho '{\"ServerURL\":\"%s\",\"Username\":\"bob\",\"Secret\":\"%s\"}'\n"
                        .formatted(registry, PASSWORD));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        return settings;
    }

    private String registry(String... command) {
        List<String> words = new ArrayList<>(List.of("testbed/bed", "registry"));
        words.addAll(List.of(command));
        return bed.run(words);
    }
}
