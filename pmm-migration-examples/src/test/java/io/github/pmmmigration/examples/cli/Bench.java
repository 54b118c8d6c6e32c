package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real engine with one stand-in server on it, and the packed tool as a process of its own. */
final class Bench implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final String host;
    private final ContainerEngine engine;
    private final Path folder;
    private final String server = "pmm-it-" + UUID.randomUUID().toString().substring(0, 8);

    private Bench(String host, Path folder) {
        this.host = host;
        this.folder = folder;
        this.engine = DockerEngine.connect(DockerSettings.fromEnvironment().withHost(host));
    }

    static Bench open(Path folder) throws IOException {
        Optional<Path> bed =
                Optional.ofNullable(System.getenv("PMM_TESTBED")).map(Path::of).filter(Files::isReadable);
        if (bed.isEmpty()) {
            refuse("no test bed: run pmm-migration-examples/testbed/bed up and set PMM_TESTBED to the file it names");
        }
        String host = Files.readAllLines(bed.orElseThrow()).stream()
                .filter(line -> line.startsWith("DOCKER_HOST="))
                .map(line -> line.substring("DOCKER_HOST=".length()))
                .findFirst()
                .orElseThrow();
        return new Bench(host, folder);
    }

    private static void refuse(String reason) {
        System.out.println("SKIPPED integration tests: " + reason);
        if (Boolean.parseBoolean(System.getenv("PMM_TESTBED_REQUIRED"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a server that publishes nothing. */
    ContainerSnapshot startHidden(String version, String... environment) throws Exception {
        return start(version, Map.of(), environment);
    }

    ContainerSnapshot startPublished(String version, int port, String... environment) throws Exception {
        String inner = version.startsWith("2") ? "443/tcp" : "8443/tcp";
        return start(
                version, Map.of(inner, List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "" + port))), environment);
    }

    private ContainerSnapshot start(String version, Map<String, Object> ports, String... environment) throws Exception {
        ImageReference image = ImageReference.parse("percona/pmm-server:" + version);
        engine.pull(image, PullListener.NONE);
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", image.toString())
                .with("/Env", List.of(environment))
                .with("/HostConfig/Binds", List.of(server + "-data:/srv"))
                .with("/HostConfig/PortBindings", ports);
        engine.create(new ContainerSpec(new ContainerName(server), configuration));
        engine.start(container().id());
        awaitReady();
        return container();
    }

    /** Fills the server; the options are those of the stand-in's seed. */
    ConfigDocument seed(String... options) {
        List<String> words = new ArrayList<>(List.of("python3", "/opt/standin/seed.py"));
        words.addAll(List.of(options));
        return ConfigDocument.parse(run(words.toArray(String[]::new)));
    }

    private void awaitReady() throws InterruptedException {
        String probe = "curl -skf https://127.0.0.1:443/v1/readyz || curl -skf https://127.0.0.1:8443/v1/server/readyz";
        for (int attempt = 0; attempt < 600; attempt++) {
            if (engine.exec(container().id(), Command.of("sh", "-c", probe), LONG)
                    .succeeded()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Assertions.fail("the stand-in did not become ready");
    }

    ContainerSnapshot container() {
        return engine.inspect(new ContainerName(server).toRef()).orElseThrow();
    }

    String name() {
        return server;
    }

    ContainerEngine engine() {
        return engine;
    }

    String run(String... command) {
        ExecResult result = engine.exec(container().id(), Command.of(command).as("0:0"), LONG);
        assertThat(result.exitCode()).as(result.standardError()).isZero();
        return result.standardOutput().strip();
    }

    /** What a run of the tool said and how it ended. */
    record Answer(int code, String out, String err) {
        ConfigDocument json() {
            return ConfigDocument.parse(out);
        }

        String all() {
            return out + err;
        }
    }

    Answer tool(String command, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target/pmm-migrate.jar").toAbsolutePath().toString(),
                command,
                "--container",
                server,
                "--docker-host",
                host));
        words.addAll(List.of(options));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(words)
                .directory(Path.of("").toAbsolutePath().toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() {
        for (ContainerSnapshot container : engine.list(ContainerFilter.all())) {
            if (container.name().value().startsWith(server)) {
                engine.setRestartPolicy(container.id(), RestartPolicy.NO);
                engine.stop(container.id(), Duration.ofSeconds(10));
                engine.remove(container.id());
            }
        }
        engine.close();
    }
}
