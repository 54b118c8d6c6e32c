package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.RestartPolicy;
import java.util.List;
import java.util.Objects;

/**
 * A PMM server to put on an {@link InMemoryContainerEngine}: how somebody once ran it.
 *
 * <pre>{@code
 * SimulatedServer.pmm2("pmm-server")
 *         .on(StorageKind.BIND_MOUNT)
 *         .restarting(RestartPolicy.ALWAYS)
 *         .publishing(8443, "443/tcp")
 *         .withEnvironment("DATA_RETENTION", "720h");
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param name name of the container
 * @param image its image
 * @param storage where its data is
 * @param configuration everything else, in the engine's create format
 * @param running whether it runs
 * @since 0.1
 */
public record SimulatedServer(
        ContainerName name, SimulatedImage image, StorageKind storage, ConfigDocument configuration, boolean running) {
    /** The newest PMM 2. */
    static final String LAST_PMM2 = "2.44.1";

    /** Rejects absent components. */
    public SimulatedServer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(configuration, "configuration");
    }

    /** Returns the last PMM 2, running on a named volume, published on 443, restarted always. */
    public static SimulatedServer pmm2(String name) {
        return new SimulatedServer(
                        ContainerName.of(name),
                        SimulatedImage.pmm2(LAST_PMM2),
                        StorageKind.NAMED_VOLUME,
                        ConfigDocument.empty(),
                        true)
                .publishing(443, "443/tcp")
                .restarting(RestartPolicy.ALWAYS);
    }

    /** Returns this server with another image. */
    public SimulatedServer of(SimulatedImage otherImage) {
        return new SimulatedServer(name, otherImage, storage, configuration, running);
    }

    /** Returns this server with its data kept in another way. */
    public SimulatedServer on(StorageKind otherStorage) {
        return new SimulatedServer(name, image, otherStorage, configuration, running);
    }

    /** Returns this server with another restart policy. */
    public SimulatedServer restarting(RestartPolicy policy) {
        return with("/HostConfig/RestartPolicy/Name", policy.name())
                .with("/HostConfig/RestartPolicy/MaximumRetryCount", policy.maximumRetryCount());
    }

    /** Returns this server with one of its ports, such as {@code 443/tcp}, published on the host. */
    public SimulatedServer publishing(int hostPort, String containerPort) {
        return with(
                "/HostConfig/PortBindings" + Json.pointer(containerPort),
                List.of(Json.fields("HostIp", "", "HostPort", Integer.toString(hostPort))));
    }

    /** Returns this server with nothing published. */
    public SimulatedServer publishingNothing() {
        return new SimulatedServer(name, image, storage, configuration.without("/HostConfig/PortBindings"), running);
    }

    /** Returns this server with one more variable in its environment. */
    public SimulatedServer withEnvironment(String variable, String value) {
        boolean first = configuration.at("/Env").isEmpty();
        String line = variable + "=" + value;
        return first ? with("/Env", List.of(line)) : with("/Env/-", line);
    }

    /** Returns this server with one more label. */
    public SimulatedServer withLabel(String key, String value) {
        return with("/Labels" + Json.pointer(key), value);
    }

    /** Returns this server with a value at a place of its create configuration, for all that has no method here. */
    public SimulatedServer with(String pointer, Object value) {
        return new SimulatedServer(name, image, storage, configuration.with(pointer, value), running);
    }

    /** Returns this server as one that was stopped by hand. */
    public SimulatedServer stopped() {
        return new SimulatedServer(name, image, storage, configuration, false);
    }

    /** Returns the name and the image, without the environment. */
    @Override
    public String toString() {
        return "SimulatedServer[" + name + " " + image + " on " + storage + "]";
    }
}
