package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.MigrationLabels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts and ends containers, and lets time pass for them. */
final class Lifecycle {
    private static final int COULD_NOT_CONNECT = 128;
    private static final int NO_SUCH_PROGRAM = 127;
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);

    private final World world;
    private final Invariants invariants;
    private final ServerProcess servers;
    private final HelperProcess helpers;
    private final OtherProcess others = new OtherProcess();

    Lifecycle(World world, Invariants invariants, Supplier<HelperEffects> effects) {
        this.world = world;
        this.invariants = invariants;
        this.servers = new ServerProcess(world, invariants);
        this.helpers = new HelperProcess(world, invariants, effects);
    }

    /** Starts a container that does not run; a refused start leaves its trace in the state. */
    void start(SimulatedContainer container, Instant now) {
        if (container.status() == Status.PAUSED) {
            throw Refusals.rejected("Cannot start a paused container, try unpause instead.", "Unpause it.");
        }
        obstacle(container).ifPresent(obstacle -> {
            container.failToStart(obstacle.exitCode(), obstacle.text());
            removeIfAutomatic(container);
            throw Refusals.rejected(
                    "Container '" + container.name() + "' could not be started: " + obstacle.text() + ".",
                    "Remove what is in the way, then start it again.");
        });
        container.forgetRestarts();
        run(container, now);
    }

    private void run(SimulatedContainer container, Instant now) {
        container.begin(now, new Ports(world).allocate(container.definition().ports()));
        processOf(container).begin(container, now);
    }

    private Optional<Obstacle> obstacle(SimulatedContainer container) {
        return new Ports(world)
                .conflict(container.definition().ports())
                .map(port -> new Obstacle(
                        COULD_NOT_CONNECT,
                        "driver failed programming external connectivity: Bind for " + port.shownIp() + ":"
                                + port.hostPort() + " failed: port is already allocated"))
                .or(() -> unknownNetwork(container))
                .or(() -> takenAddress(container))
                .or(() -> unknownProgram(container));
    }

    private Optional<Obstacle> unknownNetwork(SimulatedContainer container) {
        return networks(container)
                .filter(network -> !world.networks().contains(network))
                .findFirst()
                .map(network -> new Obstacle(COULD_NOT_CONNECT, "network " + network + " not found"));
    }

    private Optional<Obstacle> takenAddress(SimulatedContainer container) {
        return networks(container)
                .filter(network -> !address(container, network).isEmpty())
                .filter(network -> world.containers().stream()
                        .filter(SimulatedContainer::isRunning)
                        .anyMatch(other -> address(other, network).equals(address(container, network))))
                .findFirst()
                .map(network -> new Obstacle(COULD_NOT_CONNECT, "Address already in use"));
    }

    private Optional<Obstacle> unknownProgram(SimulatedContainer container) {
        boolean known = processOf(container) != others || OtherProcess.isKnown(container);
        return known
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        NO_SUCH_PROGRAM,
                        "exec: \"" + container.definition().command().get(0)
                                + "\": executable file not found in $PATH"));
    }

    private static Stream<String> networks(SimulatedContainer container) {
        return container.definition().inspection().keys("/NetworkSettings/Networks").stream();
    }

    private static String address(SimulatedContainer container, String network) {
        return container
                .definition()
                .inspection()
                .text("/NetworkSettings/Networks" + Json.pointer(network) + "/IPAMConfig/IPv4Address")
                .orElse("");
    }

    /** Ends a container that runs, because somebody asked; returns how long that took. */
    Duration stop(SimulatedContainer container, Instant now, Duration grace) {
        container.markManuallyStopped();
        if (container.status() == Status.RESTARTING) {
            container.end(now, container.exitCode());
            return Duration.ZERO;
        }
        MainProcess.End end = processOf(container).stop(container, grace);
        container.end(now.plus(end.took()), end.exitCode());
        removeIfAutomatic(container);
        return end.took();
    }

    /** Tells the main process something that it may, or may not, listen to. */
    void signal(SimulatedContainer container, Instant now, String signal) {
        if (processOf(container).signal(container, now, signal)) {
            endByItself(container, now);
        }
    }

    /** Lets everything happen that is due by now, in the order of its time. */
    void settle(Instant now) {
        Optional<SimulatedContainer> due = nextDue(now);
        while (due.isPresent()) {
            SimulatedContainer container = due.orElseThrow();
            wake(container, container.wakeAt().orElse(now));
            due = nextDue(now);
        }
    }

    /** Returns when the next thing will happen by itself. */
    Optional<Instant> nextEvent() {
        return world.nextToWake().flatMap(SimulatedContainer::wakeAt);
    }

    private Optional<SimulatedContainer> nextDue(Instant now) {
        return world.nextToWake()
                .filter(container ->
                        container.wakeAt().filter(at -> !at.isAfter(now)).isPresent());
    }

    private void wake(SimulatedContainer container, Instant now) {
        if (container.status() == Status.RESTARTING) {
            restart(container, now);
        } else if (processOf(container).wake(container, now)) {
            endByItself(container, now);
        }
    }

    private void endByItself(SimulatedContainer container, Instant now) {
        container.end(now, container.plannedExit());
        removeIfAutomatic(container);
        if (Restarts.afterExit(container)) {
            container.awaitRestart(now.plus(Restarts.pauseAfter(container.restarts())));
        }
    }

    private void restart(SimulatedContainer container, Instant now) {
        Optional<Obstacle> obstacle = obstacle(container);
        if (obstacle.isPresent()) {
            container.end(now, obstacle.get().exitCode());
            container.failToStart(obstacle.get().exitCode(), obstacle.get().text());
            return;
        }
        run(container, now);
    }

    /** Does what happens to containers when the daemon is stopped and started again. */
    void daemonRestart(Instant now) {
        List<SimulatedContainer> all = world.containers();
        all.stream().filter(SimulatedContainer::isActive).forEach(container -> shutDown(container, now));
        world.containers().stream().filter(Restarts::atDaemonStart).forEach(container -> restart(container, now));
    }

    private void shutDown(SimulatedContainer container, Instant now) {
        container.end(now, processOf(container).stop(container, SHUTDOWN_GRACE).exitCode());
        removeIfAutomatic(container);
    }

    private void removeIfAutomatic(SimulatedContainer container) {
        if (container.definition().autoRemove()) {
            world.remove(container);
            container.definition().mounts().stream()
                    .flatMap(mount -> mount.volume().stream())
                    .forEach(this::removeAnonymous);
            dropLayer(container);
        }
    }

    /** Forgets the writable layer of a container that is gone. */
    void dropLayer(SimulatedContainer container) {
        DataFacts lost = world.stores().drop(Stores.ofLayer(container.id()));
        invariants.checkLoss(
                "the layer of container '" + container.name() + "'",
                lost,
                container.definition().labels().containsKey(MigrationLabels.MIGRATION));
    }

    private void removeAnonymous(String name) {
        boolean free = world.usersOf(name).findAny().isEmpty();
        world.volume(name).filter(volume -> volume.anonymous() && free).ifPresent(volume -> {
            world.removeVolume(name);
            invariants.checkLoss("anonymous volume " + name, world.stores().drop(Stores.ofVolume(name)), false);
        });
    }

    private MainProcess processOf(SimulatedContainer container) {
        if (container.definition().server().isPresent()) {
            return servers;
        }
        return container.definition().task().isPresent() ? helpers : others;
    }

    /** Why a container cannot be started. */
    private record Obstacle(int exitCode, String text) {}
}
