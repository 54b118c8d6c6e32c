package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoppedServerTest {
    private final InMemoryContainerEngine world = InMemoryContainerEngine.empty();
    private final ContainerEngine engine = world.engine();
    private final FakePmmServer fake = FakePmmServer.pmm2("2.44.1").withClock(world.clock());

    @Test
    void isMigratedWithoutAComparisonWhenThatWasAccepted() {
        MigrationPlan plan = plan().accept(FindingCodes.SERVER_NOT_RUNNING).build();

        assertThat(plan.preview().actions())
                .extracting(PlannedAction::description)
                .isNotEmpty()
                .noneMatch(description -> description.contains("for comparison"));
        assertThat(plan.execute().outcome()).isEqualTo(Outcome.MIGRATED);
    }

    private MigrationPlanBuilder plan() {
        world.add(SimulatedServer.pmm2("pmm-server")).answeredBy(fake);
        ContainerRef server = new ContainerName("pmm-server").toRef();
        engine.stop(engine.inspect(server).orElseThrow().id(), Duration.ofMinutes(1));
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine)
                .serverConnector(fake.connector())
                .clock(world.clock())
                .waiter(world.clock()::advance);
    }
}
