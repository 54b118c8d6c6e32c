package io.github.pmmmigration.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands out ports of the host to containers that start. */
final class Ports {
    private static final int FIRST_EPHEMERAL = 49153;

    private final World world;

    Ports(World world) {
        this.world = world;
    }

    /** Returns the first of the wanted ports that is not free. */
    Optional<PortBinding> conflict(List<PortBinding> wanted) {
        return wanted.stream()
                .filter(port -> port.hostPort() != 0)
                .filter(port -> world.foreignPorts().contains(port.hostPort()) || isUsed(port))
                .findFirst();
    }

    /** Returns the bindings with a free port for each that leaves the choice to the engine. */
    List<PortBinding> allocate(List<PortBinding> wanted) {
        List<PortBinding> allocated = new ArrayList<>();
        for (PortBinding port : wanted) {
            allocated.add(port.hostPort() == 0 ? choose(port, allocated) : port);
        }
        return List.copyOf(allocated);
    }

    private PortBinding choose(PortBinding wanted, List<PortBinding> taken) {
        PortBinding candidate = wanted.on(FIRST_EPHEMERAL);
        while (conflict(List.of(candidate)).isPresent() || taken.stream().anyMatch(candidate::collidesWith)) {
            candidate = wanted.on(candidate.hostPort() + 1);
        }
        return candidate;
    }

    private boolean isUsed(PortBinding wanted) {
        return world.containers().stream()
                .filter(SimulatedContainer::isRunning)
                .flatMap(container -> container.ports().stream())
                .anyMatch(wanted::collidesWith);
    }
}
