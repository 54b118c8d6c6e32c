package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedCrash;

/**
 * Plays the whole story in memory: a migration whose process dies in the middle, the same plan run again, and the way back.
 *
 * <p>Changes nothing on this machine and needs no engine. Used by one thread.
 *
 * @since 0.1
 */
public final class InMemoryDemo {
    private InMemoryDemo() {}

    /** Plays it and prints what happens. */
    public static void main(String[] arguments) {
        // [in-memory]
        InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
        FakePmmServer server =
                FakePmmServer.pmm2("2.44.1").withClock(world.clock()).withApiKeys(3);
        world.answeredBy(server);

        try {
            plan(world, server, world.crashingAfterCall(60)).execute();
        } catch (SimulatedCrash e) {
            System.out.println("--- the process dies; a new one runs the same plan ---");
        }
        MigrationPlan plan = plan(world, server, world.engine()).build();
        System.out.println(plan.execute().toText());
        System.out.println(plan.rollBack().toText());
        // [in-memory]
    }

    private static MigrationPlanBuilder plan(
            InMemoryContainerEngine world, FakePmmServer server, ContainerEngine engine) {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine)
                .serverConnector(server.connector())
                .clock(world.clock())
                .waiter(world.clock())
                .listener(MigrationListener.on(ActionStarted.class, it -> System.out.println(it.description())));
    }
}
