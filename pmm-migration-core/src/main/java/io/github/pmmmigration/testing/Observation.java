package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rebuilds what was observed on another engine.
 *
 * <p>The content of volumes cannot be observed; it is inferred by playing through what the containers' states tell about
 * their past: a server that was started wrote, a helper that ended with zero did its work. A stand-in has the definition of a
 * server that wrote before and is gone.
 */
final class Observation {
    private final World world;
    private final HelperEffects effects;
    private final Invariants invariants;
    private final List<Past> past = new ArrayList<>();

    Observation(World world, HelperEffects effects, Invariants invariants) {
        this.world = world;
        this.effects = effects;
        this.invariants = invariants;
    }

    /** Adds a volume as it is. */
    void add(VolumeSnapshot volume) {
        world.addIfAbsent(
                new SimulatedVolume(volume, looksAnonymous(volume.name().value())));
    }

    /** Adds a container in the state it was seen in. */
    void add(ContainerSnapshot container) {
        SimulatedImage image = world.images()
                .byId(container.image().value())
                .orElseGet(() -> SimulatedImage.unknown(container.image()));
        List<MountPoint> mounts = mountsOf(container);
        List<String> command =
                ContainerDefinition.commandOf(container.document().at("/Config").orElseGet(ConfigDocument::empty));
        SimulatedContainer added = new SimulatedContainer(
                new ContainerDefinition(
                        container.id().value(),
                        image,
                        container.document(),
                        container.labels(),
                        mounts,
                        PortBinding.of(container.document().at("/HostConfig").orElseGet(ConfigDocument::empty)),
                        command,
                        ContainerDefinition.serverIn(image, container.labels(), command)),
                container.name().value(),
                container.restartPolicy());
        added.resume(container, container.state().isRunning());
        world.add(added);
        know(container, mounts);
        if (container.label(MigrationLabels.ROLE).filter("stand-in"::equals).isPresent()) {
            past.add(new Past(Instant.EPOCH, added, true));
        }
        container.state().startedAt().ifPresent(at -> past.add(new Past(at, added, true)));
        container.state().finishedAt().ifPresent(at -> past.add(new Past(at, added, false)));
    }

    private void know(ContainerSnapshot container, List<MountPoint> mounts) {
        world.networks().addAll(container.document().keys("/NetworkSettings/Networks"));
        for (MountPoint mount : mounts) {
            if (mount.mount().type().equals("bind")) {
                world.folders().add(mount.mount().source());
            }
            mount.volume()
                    .filter(name -> world.volume(name).isEmpty())
                    .ifPresent(name -> world.addIfAbsent(
                            looksAnonymous(name)
                                    ? SimulatedVolume.anonymous(name, Instant.EPOCH)
                                    : SimulatedVolume.named(name, Map.of(), Instant.EPOCH)));
        }
    }

    private static List<MountPoint> mountsOf(ContainerSnapshot container) {
        List<ConfigDocument> shown = container.document().elements("/Mounts");
        return IntStream.range(0, shown.size())
                .mapToObj(i -> MountPoint.of(container.mounts().get(i), shown.get(i)))
                .toList();
    }

    /** Infers the data from what has happened, and returns when the last of it was. */
    Optional<Instant> infer() {
        past.sort(Comparator.comparing(Past::at));
        past.forEach(this::replay);
        return past.isEmpty()
                ? Optional.empty()
                : Optional.of(past.get(past.size() - 1).at());
    }

    private void replay(Past event) {
        SimulatedContainer container = event.container();
        container.definition().server().ifPresent(version -> write(container, version));
        boolean done = !event.start() && !container.isActive() && container.exitCode() == 0;
        if (done) {
            container.definition().task().ifPresent(task -> help(container, task));
        }
    }

    private void write(SimulatedContainer server, String version) {
        String store = server.definition().storeAt(ServerProcess.DATA);
        DataFacts before = world.stores().at(store);
        if (before.isEmpty()) {
            world.stores().put(store, DataFacts.writtenBy(version, Identifiers.systemIdentifier(store)));
        } else if (ServerImages.isPmm3(version)) {
            world.stores().put(store, before.changedBy(version).ownedBy(Ownership.PMM3));
        } else if (!before.touchedByPmm3()) {
            world.stores().put(store, before.changedBy(version));
        }
    }

    private void help(SimulatedContainer helper, String task) {
        HelperRun run = new HelperRun(helper, world, invariants);
        try {
            effects.of(task).steps().forEach(step -> step.perform(run));
        } catch (HelperRun.Failure e) {
            helper.print("unknown what it found: " + e.line());
        }
    }

    private static boolean looksAnonymous(String name) {
        return name.length() == 64 && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** A start or an end of a container. */
    private record Past(Instant at, SimulatedContainer container, boolean start) {}
}
