package io.github.pmmmigration.examples.bed;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;

/**
 * A PMM server of a test's own, published on a free port of loopback: define it, start it, fill it, look into it.
 *
 * <p>Everything it makes is named with its name, so {@link TestBed#removeContainers} takes it away.
 */
public final class TestServer {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TestBed bed;
    private final String name;
    private final int port = freePort();

    private TestServer(TestBed bed, String name) {
        this.bed = bed;
        this.name = name;
    }

    /** Makes up a server that no other test has; nothing is created yet. */
    public static TestServer of(TestBed bed) {
        return new TestServer(bed, "pmm-it-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Returns a port of loopback that is free just now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the container's name. */
    public String name() {
        return name;
    }

    /** Returns the port of loopback its HTTPS is published on, before and after the migration. */
    public int port() {
        return port;
    }

    /** Returns the container that has the name now. */
    public ContainerSnapshot container() {
        return engine().inspect(new ContainerName(name).toRef()).orElseThrow();
    }

    /** Creates the server, starts it, waits until it is ready, and fills it with data where the image has a tool for that. */
    public ContainerSnapshot start(String version, UnaryOperator<ConfigDocument> change) {
        startEmpty(version, change);
        if (!TestBed.real()) {
            seed();
        }
        return container();
    }

    /** Creates the server, starts it and waits until it is ready. */
    public ContainerSnapshot startEmpty(String version, UnaryOperator<ConfigDocument> change) {
        engine().create(new ContainerSpec(new ContainerName(name), change.apply(configuration(version))));
        engine().start(container().id());
        awaitReady();
        return container();
    }

    /** Fills a stand-in with data, as the options of its seed say, and returns what the seed printed. */
    public ConfigDocument seed(String... options) {
        List<String> words = new ArrayList<>(List.of("python3", "/opt/standin/seed.py"));
        words.addAll(List.of(options));
        return ConfigDocument.parse(run(words.toArray(String[]::new)));
    }

    /** Returns the change that publishes nothing. */
    public static UnaryOperator<ConfigDocument> hidden() {
        return document -> document.without("/HostConfig/PortBindings");
    }

    /** Returns the change that gives the server this storage; {@code folder} is where a bind mount lies. */
    public UnaryOperator<ConfigDocument> storedIn(StorageKind storage, Path folder) {
        return switch (storage) {
            case NAMED_VOLUME -> document -> document.with("/HostConfig/Binds", List.of(name + "-srv:/srv"));
            case ANONYMOUS_VOLUME -> document -> document.with("/Volumes", Map.of("/srv", Map.of()));
            case BIND_MOUNT -> document -> document.with("/HostConfig/Binds", List.of(folder.resolve("srv") + ":/srv"));
            case DATA_CONTAINER -> this::withDataContainer;
            default -> document -> document;
        };
    }

    /** Returns checksums of files that no start of PMM touches. */
    public String checksums() {
        return run("sh", "-c", "cd /srv && find backup prometheus -type f -exec sha256sum {} + 2>/dev/null | sort");
    }

    /** Runs a command as root in the container that has the name now, and returns what it printed. */
    public String run(String... command) {
        ExecResult result = engine().exec(container().id(), Command.of(command).as("0:0"), PATIENCE);
        return result.standardOutput().strip();
    }

    /** Waits until the server says that it is ready. */
    public void awaitReady() {
        awaitReady(bed, new ContainerName(name));
    }

    /** Waits until the server in a container says that it is ready. */
    public static void awaitReady(TestBed bed, ContainerName server) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (isReady(bed.engine(), server)) {
                return;
            }
            pause();
        }
        Assertions.fail("the server did not become ready");
    }

    private static boolean isReady(ContainerEngine engine, ContainerName server) {
        String ask = "curl -skf https://127.0.0.1/v1/readyz || curl -skf https://127.0.0.1:8443/v1/server/readyz";
        return engine.inspect(server.toRef())
                .map(container -> engine.exec(container.id(), Command.of("sh", "-c", ask), PATIENCE))
                .filter(ExecResult::succeeded)
                .isPresent();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ConfigDocument configuration(String version) {
        return ConfigDocument.empty()
                .with("/Image", bed.image(version).toString())
                .with("/Env", List.of("DISABLE_TELEMETRY=1", "MY_OWN=a b$c\"d=e"))
                .with("/ExposedPorts", Map.of("443/tcp", Map.of()))
                .with("/HostConfig/RestartPolicy/Name", "always")
                .with(
                        "/HostConfig/PortBindings/443~1tcp",
                        List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "" + port)));
    }

    private ConfigDocument withDataContainer(ConfigDocument document) {
        ConfigDocument data = ConfigDocument.empty()
                .with("/Image", document.text("/Image").orElseThrow())
                .with("/Volumes", Map.of("/srv", Map.of()));
        engine().create(new ContainerSpec(new ContainerName(name + "-data"), data));
        return document.with("/HostConfig/VolumesFrom", List.of(name + "-data"));
    }

    private ContainerEngine engine() {
        return bed.engine();
    }
}
