package io.github.pmmmigration.functional;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import io.github.pmmmigration.testing.StorageKind;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Plays histories of a migration through: the real executor, the simulated engine, and interruptions of all kinds. */
final class Histories {
    private static final String SERVER = "pmm-server";

    private final InMemoryContainerEngine origin;
    private final DataStrategy strategy;
    private final String version;

    Histories(StorageKind storage, DataStrategy strategy) {
        this(storage, strategy, "2.44.1");
    }

    Histories(StorageKind storage, DataStrategy strategy, String version) {
        this(SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2(version)).on(storage), strategy, version);
    }

    private Histories(SimulatedServer server, DataStrategy strategy, String version) {
        this.origin = InMemoryContainerEngine.empty().add(server);
        this.strategy = strategy;
        this.version = version;
    }

    /** A server run with {@code --rm}, whose container and anonymous volume the engine removes as soon as it stops. */
    static Histories ofVanishingServer(StorageKind storage, DataStrategy strategy) {
        SimulatedServer server = SimulatedServer.pmm2(SERVER)
                .on(storage)
                .restarting(RestartPolicy.NO)
                .with("/HostConfig/AutoRemove", true);
        return new Histories(server, strategy, "2.44.1");
    }

    /** A server made by Compose, which must not find the retired container by its labels. */
    static Histories ofComposedServer(DataStrategy strategy) {
        SimulatedServer server = SimulatedServer.pmm2(SERVER)
                .on(StorageKind.NAMED_VOLUME)
                .withLabel("com.docker.compose.project", "monitoring")
                .withLabel("com.docker.compose.service", "pmm");
        return new Histories(server, strategy, "2.44.1");
    }

    /** A world of its own for one history. */
    final class World {
        final InMemoryContainerEngine engine = origin.copy();
        final FakePmmServer server = FakePmmServer.pmm2(version)
                .withClock(engine.clock())
                .withApiKeys(2)
                .withServices(3);

        World() {
            engine.onServerChanged(change -> {
                if (change.ready()) {
                    server.becomes(PmmVersion.parse(change.version()));
                } else if (change.running()) {
                    server.stops();
                }
            });
        }

        MigrationPlanBuilder plan(ContainerEngine view) {
            return MigrationPlan.forContainer(SERVER)
                    .containerEngine(view)
                    .serverConnector(server.connector())
                    .data(strategy)
                    .accept("IRREVERSIBLE", "COMPOSE_MANAGED")
                    .clock(engine.clock())
                    .waiter(engine.clock());
        }

        MigrationOutcome forward(ContainerEngine view) {
            return plan(view).attempt();
        }

        MigrationOutcome back(ContainerEngine view) {
            return plan(view).build().attemptRollBack();
        }

        /** Runs something that dies; returns whether it did. */
        boolean dies(Consumer<ContainerEngine> work, ContainerEngine view) {
            try {
                work.accept(view);
                return false;
            } catch (SimulatedCrash e) {
                return true;
            }
        }

        boolean migrateInterrupted(Interruption interruption, int call) {
            return dies(this::forward, engine.interrupting(interruption, call));
        }

        boolean migrateInterruptedAtChange(Interruption interruption, int change) {
            return dies(this::forward, engine.interruptingChange(interruption, change));
        }

        boolean rollBackInterruptedAtChange(Interruption interruption, int change) {
            return dies(this::back, engine.interruptingChange(interruption, change));
        }

        /** Describes what the engine looks like in terms that do not depend on the path that led there. */
        String end() {
            TreeSet<String> lines = new TreeSet<>();
            List<ContainerSnapshot> containers = engine.engine().list(ContainerFilter.all());
            for (ContainerSnapshot container : containers) {
                lines.add(container.name() + " of " + container.imageReference() + " "
                        + container.state().status() + " restart " + container.restartPolicy());
            }
            lines.add("data " + engine.dataOf(new ContainerName(SERVER)).systemIdentifier());
            return String.join("\n", lines).replaceAll("-[0-9a-f]{12}( |$)", "-*$1");
        }
    }

    DataStrategy strategy() {
        return strategy;
    }

    /** Returns how many calls that change something an uninterrupted migration makes. */
    int changes() {
        int change = 1;
        while (world().migrateInterruptedAtChange(Interruption.CRASH_BEFORE, change)) {
            change++;
        }
        return change - 1;
    }

    World world() {
        return new World();
    }
}
