package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.PreflightException;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import org.junit.jupiter.api.Test;

/** What only the image of the target tells, which is not on the engine before it is pulled. */
class PulledTargetTest {
    private static final String TARGET = "registry.example/mon/server:latest";

    private final InMemoryContainerEngine world = InMemoryContainerEngine.empty()
            .add(SimulatedServer.pmm2("pmm-server").publishing(443, "443/tcp"))
            .publish(SimulatedImage.pmm3("3.14.0").taggedAs(TARGET))
            .expectBackup();
    private final FakePmmServer fake = FakePmmServer.pmm2("2.44.1").withClock(world.clock());

    @Test
    void isRefusedBeforeTheServerIsTouched() {
        world.answeredBy(fake);
        assertThat(plan().preview().findings()).extracting(Finding::code).containsExactly("TARGET_VERSION_UNKNOWN");
        ContainerSnapshot before = world.engine().list(ContainerFilter.all()).get(0);

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MigrationOutcome.Stopped.class,
                        stopped -> assertThat(stopped.cause())
                                .isInstanceOf(PreflightException.class)
                                .satisfies(cause -> assertThat(((PreflightException) cause).code())
                                        .isEqualTo("TARGET_TOO_NEW")));
        assertThat(world.engine().list(ContainerFilter.all())).containsExactly(before);
        assertThat(outcome.report().leftovers()).isEmpty();
    }

    private MigrationPlanBuilder plan() {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector(fake.connector())
                .targetImage(TARGET)
                .clock(world.clock())
                .waiter(world.clock());
    }
}
