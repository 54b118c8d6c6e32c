package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.EngineInfo;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import io.github.pmmmigration.container.OwnedVolume;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.PullProgress;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The verbs of the engine, carried out at once and without faults. Guarded by the engine's lock. */
final class SimulatedEngine {
    private static final long IMAGE_BYTES = 600_000_000L;
    private static final EngineInfo INFO = new EngineInfo(
            "Simulated Engine",
            "20.10.24",
            "1.41",
            "memory",
            ConfigDocument.parse(
                    "{\"OperatingSystem\":\"simulated\",\"Driver\":\"overlay2\",\"ServerVersion\":\"20.10.24\"}"));

    private final World world;
    private final Invariants invariants;
    private final ManualClock clock;
    private final Lifecycle lifecycle;
    private final ExecTable execs;

    SimulatedEngine(World world, Invariants invariants, ManualClock clock, Supplier<HelperEffects> effects) {
        this.world = world;
        this.invariants = invariants;
        this.clock = clock;
        this.lifecycle = new Lifecycle(world, invariants, effects);
        this.execs = new ExecTable(world, clock);
    }

    ExecTable execs() {
        return execs;
    }

    EngineInfo ping() {
        return INFO;
    }

    Optional<ContainerSnapshot> inspect(ContainerRef container) {
        return world.find(container).map(SimulatedContainer::snapshot);
    }

    List<ContainerSnapshot> list(ContainerFilter filter) {
        return world.containers().stream()
                .filter(container -> filter.matches(container.definition().labels()))
                .map(SimulatedContainer::snapshot)
                .toList();
    }

    Optional<ImageSnapshot> inspectImage(ImageReference image) {
        return world.images().byReference(image).map(SimulatedImage::snapshot);
    }

    Optional<ImageSnapshot> inspectImage(ImageId image) {
        return world.images().byId(image.value()).map(SimulatedImage::snapshot);
    }

    ImageSnapshot pull(ImageReference image, PullListener listener) {
        listener.progressed(new PullProgress(0, 0, "Pulling from " + image.repository()));
        ImageSnapshot pulled = world.images().pull(image).snapshot();
        listener.progressed(new PullProgress(IMAGE_BYTES / 2, IMAGE_BYTES, "Downloading"));
        listener.progressed(new PullProgress(IMAGE_BYTES, IMAGE_BYTES, "Pull complete"));
        return pulled;
    }

    ContainerId create(ContainerSpec spec) {
        return new ContainerId(new ContainerFactory(world, now(), spec).create().id());
    }

    void start(ContainerId id) {
        SimulatedContainer container = world.existing(id.value());
        if (!container.isRunning() && container.status() != Status.RESTARTING) {
            lifecycle.start(container, now());
        }
    }

    void stop(ContainerId id, Duration grace) {
        SimulatedContainer container = world.existing(id.value());
        if (container.isActive()) {
            clock.tick(lifecycle.stop(container, now(), grace));
        }
    }

    void signal(ContainerId id, String signal) {
        SimulatedContainer container = world.existing(id.value());
        if (container.isRunning()) {
            lifecycle.signal(container, now(), signal);
        }
    }

    void rename(ContainerId id, ContainerName name) {
        SimulatedContainer container = world.existing(id.value());
        if (!container.name().equals(name.value())) {
            world.requireFreeName(name.value());
            container.rename(name.value());
        }
    }

    void commit(ContainerId id, ImageReference name) {
        world.images().add(world.existing(id.value()).definition().image().taggedAs(name.toString()));
    }

    void setRestartPolicy(ContainerId id, RestartPolicy policy) {
        SimulatedContainer container = world.existing(id.value());
        ContainerFactory.checkPolicy(policy);
        if (container.definition().autoRemove() && !policy.equals(RestartPolicy.NO)) {
            throw Refusals.rejected(
                    "Restart policy cannot be updated because AutoRemove is enabled for container '" + container.name()
                            + "'.",
                    "Leave its policy at 'no'.");
        }
        container.policy(policy);
    }

    void remove(ContainerId id) {
        SimulatedContainer container = world.existing(id.value());
        if (container.isActive()) {
            throw Refusals.rejected(
                    "You cannot remove the running container '" + container.name() + "'.", "Stop it first.");
        }
        world.remove(container);
        lifecycle.dropLayer(container);
    }

    ExecResult exec(ContainerId id, Command command, Duration timeout) {
        SimulatedContainer container = world.existing(id.value());
        if (!container.isRunning()) {
            throw Refusals.rejected(
                    "Container '" + container.name() + "' is not running, so nothing can be executed in it.",
                    "Start it first.");
        }
        return execs.run(container, command, timeout);
    }

    /** Lets simulated time pass until the container has ended, or until the time is over. */
    OptionalInt waitForExit(ContainerId id, Duration timeout) {
        SimulatedContainer container = world.existing(id.value());
        Instant deadline = now().plus(timeout);
        while (container.isActive()) {
            Instant next =
                    lifecycle.nextEvent().filter(at -> !at.isAfter(deadline)).orElse(deadline);
            advanceTo(next);
            lifecycle.settle(now());
            if (container.isActive() && !now().isBefore(deadline)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(container.exitCode());
    }

    VolumeSnapshot createVolume(VolumeSpec spec) {
        return world.addIfAbsent(SimulatedVolume.named(spec.name().value(), spec.labels(), now()))
                .snapshot();
    }

    Optional<VolumeSnapshot> inspectVolume(VolumeName volume) {
        return world.volume(volume.value()).map(SimulatedVolume::snapshot);
    }

    void removeVolume(OwnedVolume owned) {
        String name = owned.name().value();
        if (world.volume(name).isEmpty()) {
            return;
        }
        world.usersOf(name).findFirst().ifPresent(user -> {
            throw Refusals.rejected(
                    "Volume '" + name + "' is in use by container '" + user.name() + "'.",
                    "Remove that container first.");
        });
        boolean ours = world.volume(name).flatMap(SimulatedVolume::migration).isPresent();
        world.removeVolume(name);
        invariants.checkLoss("volume '" + name + "'", world.stores().drop(Stores.ofVolume(name)), ours);
    }

    String logTail(ContainerId id, int lines) {
        List<String> log = world.existing(id.value()).log();
        return String.join("\n", log.subList(Math.max(0, log.size() - lines), log.size()));
    }

    void daemonRestart() {
        lifecycle.daemonRestart(now());
    }

    void settle() {
        lifecycle.settle(now());
    }

    private void advanceTo(Instant moment) {
        Duration ahead = Duration.between(now(), moment);
        if (!ahead.isNegative()) {
            clock.tick(ahead);
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
