package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The packed tool, as a process of its own, against stand-in servers on a real engine. */
class PmmMigrateIT {
    private static final ImageReference PMM2 = ImageReference.parse("percona/pmm-server:2.44.1");
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private String host = "";
    private ContainerEngine engine;
    private final String server = "pmm-it-" + UUID.randomUUID().toString().substring(0, 8);
    private int port;

    @BeforeEach
    void connect() throws IOException {
        Optional<Path> bed =
                Optional.ofNullable(System.getenv("PMM_TESTBED")).map(Path::of).filter(Files::isReadable);
        if (bed.isEmpty()) {
            refuse("no test bed: run pmm-migration-examples/testbed/bed up and set PMM_TESTBED to the file it names");
        }
        host = Files.readAllLines(bed.orElseThrow()).stream()
                .filter(line -> line.startsWith("DOCKER_HOST="))
                .map(line -> line.substring("DOCKER_HOST=".length()))
                .findFirst()
                .orElseThrow();
        engine = DockerEngine.connect(DockerSettings.fromEnvironment().withHost(host));
        engine.pull(PMM2, PullListener.NONE);
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    private static void refuse(String reason) {
        System.out.println("SKIPPED integration tests: " + reason);
        if (Boolean.parseBoolean(System.getenv("PMM_TESTBED_REQUIRED"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    @AfterEach
    void clean() {
        if (host.isEmpty()) {
            return;
        }
        for (ContainerSnapshot container : engine.list(ContainerFilter.all())) {
            if (container.name().value().startsWith(server)) {
                engine.setRestartPolicy(container.id(), RestartPolicy.NO);
                engine.stop(container.id(), Duration.ofSeconds(10));
                engine.remove(container.id());
            }
        }
        engine.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"NAMED_VOLUME", "ANONYMOUS_VOLUME", "DATA_CONTAINER", "BIND_MOUNT"})
    void migratesAndGoesBack(StorageKind storage) throws Exception {
        ContainerSnapshot before = startServer(storage);
        String inventory = checksums(before);

        Answer migrated = tool("migrate", "--yes");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.json().text("/outcome")).contains("MIGRATED");
        assertThat(migrated.json().number("/downtimeMillis").orElse(-1)).isPositive();
        ContainerSnapshot replacement =
                engine.inspect(new ContainerName(server).toRef()).orElseThrow();
        assertThat(replacement.imageReference()).startsWith("percona/pmm-server:3.");
        assertThat(replacement.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(replacement.document().text("/HostConfig/PortBindings/8443~1tcp/0/HostPort"))
                .contains("" + port);
        assertThat(run(replacement, "find", "/srv", "-xdev", "!", "-uid", "1000", "-print", "-quit"))
                .isEmpty();
        assertThat(checksums(replacement)).isEqualTo(inventory);
        assertRetired(before);
        assertThat(engine.inspectVolume(
                        new VolumeName(migrated.json().text("/backup").orElseThrow())))
                .isPresent();

        assertThat(tool("migrate", "--yes").json().text("/outcome")).contains("ALREADY_MIGRATED");
        Answer back = tool("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        ContainerSnapshot restored =
                engine.inspect(new ContainerName(server).toRef()).orElseThrow();
        assertThat(restored.imageReference()).isEqualTo(PMM2.toString());
        assertThat(restored.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(checksums(restored)).isEqualTo(inventory);
    }

    private void assertRetired(ContainerSnapshot before) {
        ContainerSnapshot retired = engine.inspect(before.id().toRef()).orElseThrow();
        assertThat(retired.name().value()).isNotEqualTo(server);
        assertThat(retired.state().status()).isEqualTo(Status.EXITED);
        assertThat(retired.restartPolicy()).isEqualTo(RestartPolicy.NO);
    }

    @Test
    void refusesBadInputAndChangesNothing() throws Exception {
        ContainerSnapshot before = startServer(StorageKind.NAMED_VOLUME);
        int containers = engine.list(ContainerFilter.all()).size();

        assertThat(tool("migrate", "--yes", "--container", "no-such-server").code())
                .isEqualTo(2);
        assertThat(tool("migrate", "--yes", "--password-file", secret("wrong").toString())
                        .code())
                .isEqualTo(2);
        assertThat(tool("migrate", "--yes", "--target", "127.0.0.1:1/none/none:3.8.1")
                        .code())
                .isEqualTo(2);
        assertThat(tool("migrate", "--yes", "--server-url", "https://127.0.0.1:1")
                        .code())
                .isEqualTo(2);
        assertThat(tool("migrate", "--yes", "--docker-host", "unix:///nowhere.sock")
                        .code())
                .isEqualTo(2);

        assertThat(engine.list(ContainerFilter.all())).hasSize(containers);
        ContainerSnapshot after = engine.inspect(before.id().toRef()).orElseThrow();
        assertThat(after.state().startedAt()).isEqualTo(before.state().startedAt());
        assertThat(after.name()).isEqualTo(before.name());
    }

    @Test
    void refusesAServerWhoseDataIsInItsOwnLayer() throws Exception {
        startServer(StorageKind.CONTAINER_LAYER);

        Answer refused = tool("migrate", "--yes");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.out()).contains("STORAGE_IN_LAYER");
    }

    private Path secret(String text) throws IOException {
        return Files.writeString(folder.resolve("password"), text);
    }

    private ContainerSnapshot startServer(StorageKind storage) throws Exception {
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", PMM2.toString())
                .with("/Env", List.of("DISABLE_TELEMETRY=1", "MY_OWN=a b$c\"d=e"))
                .with("/ExposedPorts", Map.of("443/tcp", Map.of()))
                .with("/HostConfig/RestartPolicy/Name", "always")
                .with(
                        "/HostConfig/PortBindings",
                        Map.of("443/tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "" + port))));
        engine.create(new ContainerSpec(new ContainerName(server), stored(configuration, storage)));
        ContainerSnapshot created =
                engine.inspect(new ContainerName(server).toRef()).orElseThrow();
        engine.start(created.id());
        awaitReady(created);
        run(created, "python3", "/opt/standin/seed.py");
        return engine.inspect(created.id().toRef()).orElseThrow();
    }

    private ConfigDocument stored(ConfigDocument configuration, StorageKind storage) {
        return switch (storage) {
            case NAMED_VOLUME -> configuration.with("/HostConfig/Binds", List.of(server + "-data:/srv"));
            case ANONYMOUS_VOLUME -> configuration.with("/Volumes", Map.of("/srv", Map.of()));
            case BIND_MOUNT -> configuration.with("/HostConfig/Binds", List.of(folder.resolve("srv") + ":/srv"));
            case DATA_CONTAINER -> {
                ConfigDocument data = ConfigDocument.empty()
                        .with("/Image", PMM2.toString())
                        .with("/Volumes", Map.of("/srv", Map.of()));
                engine.create(new ContainerSpec(new ContainerName(server + "-data"), data));
                yield configuration.with("/HostConfig/VolumesFrom", List.of(server + "-data"));
            }
            default -> configuration;
        };
    }

    private void awaitReady(ContainerSnapshot container) throws InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            ExecResult result =
                    engine.exec(container.id(), Command.of("curl", "-skf", "https://127.0.0.1/v1/readyz"), LONG);
            if (result.succeeded()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Assertions.fail("the stand-in did not become ready");
    }

    /** Returns checksums of files that no start of PMM touches. */
    private String checksums(ContainerSnapshot container) {
        return run(
                container,
                "sh",
                "-c",
                "cd /srv && find backup prometheus -type f -exec sha256sum {} + 2>/dev/null | sort");
    }

    private String run(ContainerSnapshot container, String... command) {
        ExecResult result = engine.exec(container.id(), Command.of(command).as("0:0"), LONG);
        return result.standardOutput().strip();
    }

    private record Answer(int code, String out, String err) {
        ConfigDocument json() {
            return ConfigDocument.parse(out);
        }

        String all() {
            return out + err;
        }
    }

    private Answer tool(String command, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/pmm-migrate.jar").toAbsolutePath().toString(),
                command,
                "--json",
                "--no-journal"));
        List<String> given = List.of(options);
        if (!given.contains("--container")) {
            words.addAll(List.of("--container", server));
        }
        if (!given.contains("--docker-host")) {
            words.addAll(List.of("--docker-host", host));
        }
        words.addAll(given);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(words)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Answer(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
