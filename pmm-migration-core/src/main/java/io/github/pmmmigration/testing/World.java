package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ContainerRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that is on the simulated engine. Mutable; guarded by the engine's lock. */
final class World {
    private static final int SHORTEST_ID = 4;

    private final Map<String, SimulatedContainer> containers = new LinkedHashMap<>();
    private final Map<String, SimulatedVolume> volumes = new LinkedHashMap<>();
    private final Set<String> networks = new LinkedHashSet<>(List.of("bridge", "host", "none"));
    private final Set<String> folders = new LinkedHashSet<>();
    private final Set<Integer> foreignPorts = new LinkedHashSet<>();
    private final Images images;
    private final Stores stores;
    private long identifiers;

    World() {
        this(new Images(), new Stores());
    }

    private World(Images images, Stores stores) {
        this.images = images;
        this.stores = stores;
    }

    World copy() {
        World copy = new World(images.copy(), stores.copy());
        containers.forEach((id, container) -> copy.containers.put(id, container.copy()));
        copy.volumes.putAll(volumes);
        copy.networks.addAll(networks);
        copy.folders.addAll(folders);
        copy.foreignPorts.addAll(foreignPorts);
        copy.identifiers = identifiers;
        return copy;
    }

    /** Returns an identifier that nothing has; what was observed on another simulation may have been numbered alike. */
    String nextIdentifier(String kind) {
        String candidate;
        do {
            identifiers++;
            candidate = Identifiers.hex(kind + " " + identifiers);
        } while (containers.containsKey(candidate) || volume(candidate).isPresent());
        return candidate;
    }

    Images images() {
        return images;
    }

    Stores stores() {
        return stores;
    }

    /** Networks that containers can be connected to. */
    Set<String> networks() {
        return networks;
    }

    /** Folders of the host that exist. */
    Set<String> folders() {
        return folders;
    }

    /** Ports of the host that something outside the engine listens on. */
    Set<Integer> foreignPorts() {
        return foreignPorts;
    }

    /** Returns the containers, oldest first; the caller may remove some while going through them. */
    List<SimulatedContainer> containers() {
        return new ArrayList<>(containers.values());
    }

    /** Returns the container that asked to be woken before all others. */
    Optional<SimulatedContainer> nextToWake() {
        SimulatedContainer next = null;
        for (SimulatedContainer container : containers.values()) {
            if (container.wakesBefore(next)) {
                next = container;
            }
        }
        return Optional.ofNullable(next);
    }

    Stream<SimulatedContainer> servers() {
        return containers.values().stream()
                .filter(container -> container.definition().server().isPresent());
    }

    void add(SimulatedContainer container) {
        containers.put(container.id(), container);
    }

    void remove(SimulatedContainer container) {
        containers.remove(container.id());
    }

    SimulatedContainer existing(String id) {
        SimulatedContainer container = containers.get(id);
        if (container == null) {
            throw Refusals.noSuchContainer(id);
        }
        return container;
    }

    /** Finds by full identifier, then by name, then by the beginning of an identifier, as engines do. */
    Optional<SimulatedContainer> find(ContainerRef reference) {
        SimulatedContainer exact = containers.get(reference.value());
        return Optional.ofNullable(exact).or(() -> named(reference.value())).or(() -> beginning(reference.value()));
    }

    Optional<SimulatedContainer> named(String name) {
        return containers.values().stream()
                .filter(container -> container.name().equals(name))
                .findFirst();
    }

    private Optional<SimulatedContainer> beginning(String prefix) {
        if (prefix.length() < SHORTEST_ID) {
            return Optional.empty();
        }
        List<SimulatedContainer> matches = containers.values().stream()
                .filter(container -> container.id().startsWith(prefix))
                .toList();
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }

    void requireFreeName(String name) {
        named(name).ifPresent(holder -> {
            throw Refusals.nameTaken(name, holder.toString());
        });
    }

    Optional<SimulatedVolume> volume(String name) {
        return Optional.ofNullable(volumes.get(name));
    }

    /** Adds a volume unless one of that name exists, and returns the one that is there now. */
    SimulatedVolume addIfAbsent(SimulatedVolume volume) {
        SimulatedVolume before = volumes.putIfAbsent(volume.name(), volume);
        return before == null ? volume : before;
    }

    void removeVolume(String name) {
        volumes.remove(name);
    }

    /** Returns the volumes, oldest first. */
    List<SimulatedVolume> volumes() {
        return List.copyOf(volumes.values());
    }

    Stream<SimulatedContainer> usersOf(String volume) {
        return containers.values().stream()
                .filter(container -> container.definition().usesVolume(volume));
    }
}
