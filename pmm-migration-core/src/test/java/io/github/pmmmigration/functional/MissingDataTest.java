package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.DataFacts;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that is not where it should be: PMM 2 must not be started without it. */
class MissingDataTest {
    private static final int MOUNT_MISSING = 27;

    private final World world = new Histories(StorageKind.BIND_MOUNT, DataStrategy.inPlace()).world();

    private MigrationReport failingAt(String task, int step) {
        world.engine.helperEffects(HelperEffects.standard().failingAfter(task, step, MOUNT_MISSING));
        return world.forward(world.engine.engine()).report();
    }

    @Test
    void stopsWhenTheDataIsMissingAfterTheStop() {
        MigrationReport report = failingAt("prepare", 1);

        assertThat(report.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("DATA_MOUNT_MISSING");
        assertThat(world.end()).contains("pmm-server of percona/pmm-server:2.44.1 EXITED");
    }

    @Test
    void goesOnOnceTheDataIsBack() {
        failingAt("prepare", 1);
        world.engine.helperEffects(HelperEffects.standard());

        assertThat(world.forward(world.engine.engine()).report().outcome()).isEqualTo(Outcome.MIGRATED);
    }

    @Test
    void clearsAwayWhileTheServerStillServes() {
        assertThat(failingAt("precopy", 0).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(world.end()).doesNotContain("lock", "precopy", "replacement");
    }

    static Stream<DataStrategy> strategies() {
        return Stream.of(DataStrategy.inPlace(), DataStrategy.inPlace().withoutBackup(), DataStrategy.copy());
    }

    /** PMM 2 must not be started in the new and empty folder that an engine makes: wherever the migration stopped before. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void doesNotGoBackToAFolderThatIsGone(DataStrategy strategy) {
        int refusals = 0;

        for (Stopped stopped : stoppedAtEveryChange(strategy)) {
            World world = stopped.world();
            String folder = folder(world);
            DataFacts data = world.engine.dataOf(source(world).id());
            world.engine.moveFolder(folder, "/elsewhere");

            MigrationOutcome outcome = world.back(world.engine.engine());

            String when = stopped.when() + outcome;
            serving(world)
                    .ifPresent(server -> assertThat(
                                    world.engine.dataOf(server.id()).systemIdentifier())
                            .as(when)
                            .isEqualTo(data.systemIdentifier()));
            if (serving(world).isEmpty()) {
                refusals++;
                assertThat(outcome.report().problem().orElseThrow().code())
                        .as(when)
                        .isEqualTo("DATA_MOUNT_MISSING");
                assertThat(outcome.report().problem().orElseThrow().what())
                        .as(when)
                        .contains(folder);
                world.engine.moveFolder("/elsewhere", folder);
                assertThat(world.back(world.engine.engine()).report().outcome())
                        .as(when)
                        .isEqualTo(Outcome.ROLLED_BACK);
                assertThat(serving(world)).as(when).isPresent();
            }
            assertThat(world.engine.violations()).as(when).isEmpty();
        }

        assertThat(refusals).isGreaterThan(3);
    }

    /** What has looked at the data in an earlier run is not believed: PMM 3 must not be started in an empty folder either. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void doesNotGoOnWithAFolderThatIsGone(DataStrategy strategy) {
        int refusals = 0;

        for (Stopped stopped : stoppedAtEveryChange(strategy)) {
            World world = stopped.world();
            String folder = folder(world);
            world.engine.moveFolder(folder, "/elsewhere");

            MigrationOutcome outcome = world.forward(world.engine.engine());

            String when = stopped.when() + outcome;
            assertThat(outcome.report().problem().orElseThrow().code()).as(when).isEqualTo("DATA_MOUNT_MISSING");
            assertThat(serving(world)).as(when).isEmpty();
            world.engine.moveFolder("/elsewhere", folder);
            assertThat(world.forward(world.engine.engine()).report().outcome())
                    .as(when)
                    .isEqualTo(Outcome.MIGRATED);
            assertThat(world.engine.violations()).as(when).isEmpty();
            refusals++;
        }

        assertThat(refusals).isGreaterThan(3);
    }

    private record Stopped(int change, World world) {
        String when() {
            return "died after change " + change + ": ";
        }
    }

    /** Migrations that died with no server running. */
    private static List<Stopped> stoppedAtEveryChange(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.BIND_MOUNT, strategy);
        List<Stopped> stopped = new ArrayList<>();
        int changes = all.changes();
        for (int change = 1; change <= changes; change++) {
            World world = all.world();
            world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
            if (serving(world).isEmpty()) {
                stopped.add(new Stopped(change, world));
            }
        }
        return stopped;
    }

    private static ContainerSnapshot source(World world) {
        return world.engine.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.imageReference().endsWith("2.44.1"))
                .filter(container -> container.label(MigrationLabels.MIGRATION).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static String folder(World world) {
        return source(world).mounts().get(0).source();
    }

    private static Optional<ContainerSnapshot> serving(World world) {
        return world.engine.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.state().isActive())
                .filter(container -> !container.label(MigrationLabels.ROLE).equals(Optional.of("helper")))
                .findFirst();
    }
}
