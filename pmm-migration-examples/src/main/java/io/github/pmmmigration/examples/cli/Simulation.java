package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A PMM 2 server in memory that can be migrated without touching anything. */
final class Simulation {
    private static final String VERSION = "2.44.1";

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty();
    private final FakePmmServer server;
    private final Duration pace;

    private Simulation(Duration pace) {
        this.pace = pace;
        engine.clock()
                .advance(Duration.between(
                        engine.clock().instant(), Clock.systemUTC().instant()));
        engine.callsTaking(Duration.ofMillis(150)).expectCommit();
        Instant lastYear = engine.clock().instant().minus(Duration.ofDays(400));
        server = FakePmmServer.pmm2(VERSION)
                .withClock(engine.clock())
                .withServices(5)
                .withApiKeys(3)
                .withOldestSample(lastYear)
                .withQueryAnalyticsRows(12_000);
    }

    static Simulation of(String container, Duration pace) {
        Simulation simulation = new Simulation(pace);
        simulation.engine.add(
                SimulatedServer.pmm2(container).publishing(80, "80/tcp").withEnvironment("DISABLE_TELEMETRY", "1"));
        simulation.engine.answeredBy(simulation.server);
        simulation.server.notReadyAfterStartFor(3);
        return simulation;
    }

    ContainerEngine engine() {
        return engine.engine();
    }

    void equip(MigrationPlanBuilder builder) {
        builder.serverConnector(server.connector())
                .clock(engine.clock())
                .waiter(duration -> {
                    engine.clock().advance(duration);
                    linger();
                })
                .listener(MigrationListener.on(ActionStarted.class, started -> lingerQuietly()));
    }

    /** Lets people see something: real time, of which the simulation itself needs none. */
    private void linger() throws InterruptedException {
        Thread.sleep(pace.toMillis());
    }

    private void lingerQuietly() {
        try {
            linger();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
