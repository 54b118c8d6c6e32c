package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineInfo;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The engine as one process sees it; calls go through {@link Calls}, where faults happen. */
final class EngineView implements ContainerEngine {
    private final Calls calls;

    EngineView(Calls calls) {
        this.calls = calls;
    }

    @Override
    public EngineInfo ping() {
        return ask(EngineVerb.PING, "", SimulatedEngine::ping);
    }

    @Override
    public Optional<ContainerSnapshot> inspect(ContainerRef container) {
        Objects.requireNonNull(container, "container");
        return ask(EngineVerb.INSPECT, container.value(), engine -> engine.inspect(container));
    }

    @Override
    public List<ContainerSnapshot> list(ContainerFilter filter) {
        Objects.requireNonNull(filter, "filter");
        return ask(EngineVerb.LIST, filter.labels().toString(), engine -> engine.list(filter));
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageReference image) {
        Objects.requireNonNull(image, "image");
        return ask(EngineVerb.INSPECT_IMAGE, image.toString(), engine -> engine.inspectImage(image));
    }

    @Override
    public Optional<ImageSnapshot> inspectImage(ImageId image) {
        Objects.requireNonNull(image, "image");
        return ask(EngineVerb.INSPECT_IMAGE, image.value(), engine -> engine.inspectImage(image));
    }

    @Override
    public ImageSnapshot pull(ImageReference image, PullListener listener) {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(listener, "listener");
        return ask(EngineVerb.PULL, image.toString(), engine -> engine.pull(image, listener));
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return ask(EngineVerb.CREATE, spec.name().value(), engine -> engine.create(spec));
    }

    @Override
    public void start(ContainerId container) {
        tell(EngineVerb.START, container, engine -> engine.start(container));
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        Objects.requireNonNull(grace, "grace");
        tell(EngineVerb.STOP, container, engine -> engine.stop(container, grace));
    }

    @Override
    public void signal(ContainerId container, String signal) {
        Objects.requireNonNull(signal, "signal");
        tell(EngineVerb.SIGNAL, container, engine -> engine.signal(container, signal));
    }

    @Override
    public void rename(ContainerId container, ContainerName name) {
        Objects.requireNonNull(name, "name");
        tell(EngineVerb.RENAME, container, engine -> engine.rename(container, name));
    }

    @Override
    public void setRestartPolicy(ContainerId container, RestartPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        tell(EngineVerb.SET_RESTART_POLICY, container, engine -> engine.setRestartPolicy(container, policy));
    }

    @Override
    public void remove(ContainerId container) {
        tell(EngineVerb.REMOVE, container, engine -> engine.remove(container));
    }

    @Override
    public void commit(ContainerId container, ImageReference name) {
        Objects.requireNonNull(name, "name");
        tell(EngineVerb.COMMIT, container, engine -> engine.commit(container, name));
    }

    @Override
    public ExecResult exec(ContainerId container, Command command, Duration timeout) {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(timeout, "timeout");
        return ask(
                EngineVerb.EXEC,
                container.shortened() + " " + command.arguments(),
                engine -> engine.exec(container, command, timeout));
    }

    @Override
    public OptionalInt waitForExit(ContainerId container, Duration timeout) {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(timeout, "timeout");
        return ask(EngineVerb.WAIT_FOR_EXIT, container.shortened(), engine -> engine.waitForExit(container, timeout));
    }

    @Override
    public VolumeSnapshot createVolume(VolumeSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return ask(EngineVerb.CREATE_VOLUME, spec.name().value(), engine -> engine.createVolume(spec));
    }

    @Override
    public Optional<VolumeSnapshot> inspectVolume(VolumeName volume) {
        Objects.requireNonNull(volume, "volume");
        return ask(EngineVerb.INSPECT_VOLUME, volume.value(), engine -> engine.inspectVolume(volume));
    }

    @Override
    public void removeVolume(OwnedVolume volume) {
        Objects.requireNonNull(volume, "volume");
        ask(EngineVerb.REMOVE_VOLUME, volume.name().value(), engine -> {
            engine.removeVolume(volume);
            return volume;
        });
    }

    @Override
    public String logTail(ContainerId container, int lines) {
        Objects.requireNonNull(container, "container");
        return ask(EngineVerb.LOG_TAIL, container.shortened(), engine -> engine.logTail(container, lines));
    }

    @Override
    public void close() {
        // There is no connection.
    }

    private <T> T ask(EngineVerb verb, String target, EngineCall<T> effect) {
        return calls.call(verb, target, effect);
    }

    private void tell(EngineVerb verb, ContainerId container, Consumer<SimulatedEngine> effect) {
        Objects.requireNonNull(container, "container");
        ask(verb, container.shortened(), engine -> {
            effect.accept(engine);
            return container;
        });
    }
}
