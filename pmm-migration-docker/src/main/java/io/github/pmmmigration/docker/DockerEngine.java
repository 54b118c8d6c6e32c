package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.docker.internal.endpoint.Endpoint;
import io.github.pmmmigration.docker.internal.endpoint.EndpointResolver;
import io.github.pmmmigration.docker.internal.endpoint.Wires;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.process.Programs;
import io.github.pmmmigration.docker.internal.registry.RegistryLogins;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Drives a Docker engine, or one that speaks its language such as Podman.
 *
 * <pre>{@code
 * try (DockerEngine engine = DockerEngine.connect()) {
 *     engine.inspect(ContainerRef.of("pmm-server")).ifPresent(System.out::println);
 * }
 * }</pre>
 *
 * <p>Configurations travel as the engine's own JSON, so nothing that this library does not know is lost. Changes are sent over
 * connections of their own: a connection that lay idle may be dead, and then nobody could tell whether a change took effect.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
public final class DockerEngine implements ContainerEngine {
    private final EngineHttp http;
    private final EngineIdentity identity;
    private final Containers containers;
    private final Creation creation;
    private final Images images;
    private final Pull pull;
    private final Execs execs;
    private final Waiting waiting;
    private final Logs logs;
    private final Volumes volumes;

    DockerEngine(Wire wire, DockerSettings settings) {
        DockerSettings.Patience patience = settings.patience();
        http = new EngineHttp(wire, patience.call());
        identity = new EngineIdentity(http);
        containers = new Containers(http, patience.change());
        creation = new Creation(http, identity, containers, patience.change());
        images = new Images(http);
        pull = new Pull(http, images, logins(settings), patience.pullIdle());
        execs = new Execs(http, patience.call());
        waiting = new Waiting(http, containers, patience.call());
        logs = new Logs(http, containers, patience.call());
        volumes = new Volumes(http, patience.change());
    }

    /**
     * Connects to the engine that the {@code docker} command would use here.
     *
     * @throws EngineUnavailableException when it does not answer
     */
    public static DockerEngine connect() {
        return connect(DockerSettings.fromEnvironment());
    }

    /**
     * Connects to the engine that the settings name.
     *
     * @throws EngineUnavailableException when it does not answer
     */
    public static DockerEngine connect(DockerSettings settings) {
        Objects.requireNonNull(settings, "settings");
        Endpoint endpoint = endpoint(settings);
        Wires wires = new Wires(
                new Programs(settings.environment()), settings.patience().call());
        return new DockerEngine(wires.open(endpoint), settings).greeted();
    }

    private static RegistryLogins logins(DockerSettings settings) {
        return new RegistryLogins(settings.logins(), settings.configFolder(), new Programs(settings.environment()));
    }

    static Endpoint endpoint(DockerSettings settings) {
        return new EndpointResolver(settings.environment(), settings.configFolder())
                .resolve(settings.host(), settings.tlsFolder());
    }

    /** Agrees with the engine on a version, so that an engine that is not there shows at once. */
    DockerEngine greeted() {
        try {
            http.apiVersion();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public EngineInfo ping() {
        return identity.ask();
    }

    @Override
    public Optional<ContainerSnapshot> inspect(ContainerRef container) {
        return containers.inspect(Objects.requireNonNull(container, "container"));
    }

    @Override
    public List<ContainerSnapshot> list(ContainerFilter filter) {
        return containers.list(Objects.requireNonNull(filter, "filter"));
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageReference image) {
        return images.inspect(Objects.requireNonNull(image, "image"));
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageId image) {
        return images.inspect(Objects.requireNonNull(image, "image"));
    }

    @Override
    public ImageSnapshot pull(ImageReference image, PullListener listener) {
        return pull.fetch(Objects.requireNonNull(image, "image"), Objects.requireNonNull(listener, "listener"));
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        return creation.create(Objects.requireNonNull(spec, "spec"));
    }

    @Override
    public void start(ContainerId container) {
        containers.start(Objects.requireNonNull(container, "container"));
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        containers.stop(Objects.requireNonNull(container, "container"), Objects.requireNonNull(grace, "grace"));
    }

    @Override
    public void signal(ContainerId container, String signal) {
        containers.signal(Objects.requireNonNull(container, "container"), Objects.requireNonNull(signal, "signal"));
    }

    @Override
    public void rename(ContainerId container, ContainerName name) {
        containers.rename(Objects.requireNonNull(container, "container"), Objects.requireNonNull(name, "name"));
    }

    @Override
    public void commit(ContainerId container, ImageReference name) {
        containers.commit(Objects.requireNonNull(container, "container"), Objects.requireNonNull(name, "name"));
    }

    @Override
    public void setRestartPolicy(ContainerId container, RestartPolicy policy) {
        containers.setRestartPolicy(
                Objects.requireNonNull(container, "container"), Objects.requireNonNull(policy, "policy"));
    }

    @Override
    public void remove(ContainerId container) {
        containers.remove(Objects.requireNonNull(container, "container"));
    }

    @Override
    public ExecResult exec(ContainerId container, Command command, Duration timeout) {
        return execs.run(
                Objects.requireNonNull(container, "container"),
                Objects.requireNonNull(command, "command"),
                Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public OptionalInt waitForExit(ContainerId container, Duration timeout) {
        return waiting.forExit(
                Objects.requireNonNull(container, "container"), Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public VolumeSnapshot createVolume(VolumeSpec spec) {
        return volumes.create(Objects.requireNonNull(spec, "spec"));
    }

    @Override
    public Optional<VolumeSnapshot> inspectVolume(VolumeName volume) {
        return volumes.inspect(Objects.requireNonNull(volume, "volume"));
    }

    @Override
    public void removeVolume(OwnedVolume volume) {
        volumes.remove(Objects.requireNonNull(volume, "volume"));
    }

    @Override
    public String logTail(ContainerId container, int lines) {
        return logs.tail(Objects.requireNonNull(container, "container"), lines);
    }

    @Override
    public void close() {
        http.close();
    }

    /** Returns the engine's address, without credentials. */
    @Override
    public String toString() {
        return "DockerEngine[" + http.address() + "]";
    }
}
