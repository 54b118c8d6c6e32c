package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ImageId;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tag of the target is moved to another release between a crash and the run that goes on. */
class MovedTagTest {
    private static final String TARGET = "registry.example/mon/server:3x";

    @Test
    void goesOnWithTheImageThatTheReplacementWasMadeFrom() {
        TreeSet<String> reached = new TreeSet<>();
        boolean crashed = true;
        for (int change = 1; crashed; change++) {
            InMemoryContainerEngine world = InMemoryContainerEngine.empty()
                    .add(SimulatedServer.pmm2("pmm-server").publishing(443, "443/tcp"))
                    .addImage(SimulatedImage.pmm3("3.8.1").taggedAs(TARGET))
                    .expectBackup();
            FakePmmServer fake = FakePmmServer.pmm2("2.44.1").withClock(world.clock());
            world.answeredBy(fake);
            crashed = crashes(world, fake, world.interruptingChange(Interruption.CRASH_AFTER, change));
            Optional<ImageId> begun = replacementImage(world);
            world.addImage(SimulatedImage.pmm3("3.7.0").taggedAs(TARGET));

            MigrationReport report = plan(world, fake, world.engine()).execute();

            assertThat(report.outcome()).as("after change %s", change).isIn(Outcome.MIGRATED, Outcome.ALREADY_MIGRATED);
            begun.ifPresent(image -> assertThat(world.engine().inspect(new ContainerName("pmm-server").toRef()))
                    .hasValueSatisfying(serving -> assertThat(serving.image()).isEqualTo(image)));
            reached.add(report.target().version());
        }
        assertThat(reached).contains("3.7.0", "3.8.1");
    }

    private static boolean crashes(InMemoryContainerEngine world, FakePmmServer fake, ContainerEngine engine) {
        try {
            plan(world, fake, engine).execute();
            return false;
        } catch (SimulatedCrash e) {
            return true;
        }
    }

    private static Optional<ImageId> replacementImage(InMemoryContainerEngine world) {
        return world.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.imageReference().equals(TARGET))
                .map(container -> container.image())
                .findFirst();
    }

    private static MigrationPlanBuilder plan(
            InMemoryContainerEngine world, FakePmmServer fake, ContainerEngine engine) {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine)
                .serverConnector(fake.connector())
                .targetImage(TARGET)
                .clock(world.clock())
                .waiter(world.clock());
    }
}
