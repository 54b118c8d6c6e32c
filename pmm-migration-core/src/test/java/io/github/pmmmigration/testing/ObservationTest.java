package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ObservationTest {
    private static final int STEPS = 10;

    /** What is observed after each step of a migration must lead on to the same end as the original. */
    @TestFactory
    Stream<DynamicTest> goesOnFromEveryStepAsTheOriginalWould() {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(done -> DynamicTest.dynamicTest("after step " + done, () -> goesOnAfter(done)));
    }

    private static void goesOnAfter(int done) {
        InMemoryContainerEngine original = InMemoryContainerEngine.withPmm2Server("pmm-server");
        new ScriptedMigration(original.engine()).steps().subList(0, done).forEach(Runnable::run);
        InMemoryContainerEngine rebuilt = rebuilt(original);
        assertThat(rebuilt.dataIn(ScriptedMigration.DATA).ownership())
                .isEqualTo(original.dataIn(ScriptedMigration.DATA).ownership());

        new ScriptedMigration(rebuilt.engine()).steps().subList(done, STEPS).forEach(Runnable::run);

        assertThat(rebuilt.dataIn(ScriptedMigration.DATA).writtenBy()).isEqualTo("3.8.1");
        assertThat(rebuilt.dataIn(ScriptedMigration.BACKUP).ownership()).isEqualTo(Ownership.PMM2);
        assertThat(rebuilt.violations()).isEmpty();
    }

    @Test
    void showsObservedContainersAsTheyWere() {
        InMemoryContainerEngine original = InMemoryContainerEngine.withPmm2Server("pmm-server");

        InMemoryContainerEngine rebuilt = rebuilt(original);

        assertThat(containers(rebuilt.engine())).isEqualTo(containers(original.engine()));
    }

    @Test
    void takesTheVersionFromTheTestWhenTheImageDoesNotTell() {
        InMemoryContainerEngine original = InMemoryContainerEngine.withPmm2Server("pmm-server");
        SimulatedImage image = SimulatedImage.pmm2("2.44.1").runningPmm("2.44.0");

        InMemoryContainerEngine rebuilt =
                InMemoryContainerEngine.empty().observe(List.of(image), List.of(), containers(original.engine()));

        assertThat(rebuilt.dataIn(ScriptedMigration.DATA).writtenBy()).isEqualTo("2.44.0");
    }

    @Test
    void acceptsContainersWhoseImageIsUnknown() {
        InMemoryContainerEngine original = InMemoryContainerEngine.withPmm2Server("pmm-server");

        InMemoryContainerEngine rebuilt =
                InMemoryContainerEngine.empty().observe(List.of(), List.of(), containers(original.engine()));

        assertThat(containers(rebuilt.engine())).hasSize(1);
        assertThat(rebuilt.dataIn(ScriptedMigration.DATA).isEmpty()).isTrue();
    }

    private static InMemoryContainerEngine rebuilt(InMemoryContainerEngine original) {
        ContainerEngine engine = original.engine();
        List<VolumeSnapshot> volumes = Stream.of(
                        ScriptedMigration.DATA, ScriptedMigration.BACKUP, ScriptedMigration.RECORDS)
                .map((VolumeName name) -> engine.inspectVolume(name))
                .flatMap(Optional::stream)
                .toList();
        return InMemoryContainerEngine.empty()
                .observe(
                        List.of(SimulatedImage.pmm2("2.44.1"), SimulatedImage.pmm3("3.8.1")),
                        volumes,
                        containers(engine));
    }

    private static List<ContainerSnapshot> containers(ContainerEngine engine) {
        return engine.list(ContainerFilter.all());
    }
}
