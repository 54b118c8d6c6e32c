package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.StorageKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definition, log, plan and report are kept beside the backup. */
class RecordsTest {
    private static final List<String> BEFORE = List.of("server.json", "server.log", "plan.json");

    static List<DataStrategy> strategies() {
        return List.of(DataStrategy.inPlace(), DataStrategy.inPlace().withoutBackup(), DataStrategy.copy());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void areSavedBeforeTheStopAndAfterTheServerServes(DataStrategy strategy) {
        World world = new Histories(StorageKind.NAMED_VOLUME, strategy).world();

        MigrationReport report = world.forward(world.engine.engine()).report();

        assertThat(report.actions())
                .extracting(ActionTime::id)
                .containsSubsequence(
                        "run-save-records", "await-approval", "stop-server", "await-readiness", "run-save-report");
        assertThat(documents(world)).containsAll(BEFORE).hasSize(5).anyMatch(name -> name.startsWith("report-"));
    }

    @Test
    void tellHowToReadThem() {
        World world = migrated();

        List<Leftover> leftovers =
                world.plan(world.engine.engine()).build().status().leftovers();

        assertThat(leftovers)
                .filteredOn(leftover -> leftover.name().contains("-records-"))
                .singleElement()
                .extracting(Leftover::purpose)
                .asString()
                .contains("docker run --rm", "-v pmm-server-records-", "tar -xv");
    }

    @Test
    void saveTheReportOfALaterRollbackToo() {
        World world = migrated();
        world.engine.clock().advance(Duration.ofHours(1));

        world.back(world.engine.engine());

        assertThat(documents(world))
                .filteredOn(name -> name.startsWith("report-"))
                .hasSize(2);
    }

    @Test
    void stopNothingBeforeTheyCanBeWritten() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        world.engine.helperEffects(HelperEffects.standard().failingAfter("save-records", 0, 20));

        MigrationReport report = world.forward(world.engine.engine()).report();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("DATA_NO_SPACE");
        assertThat(report.actions()).extracting(ActionTime::id).doesNotContain("stop-server");
    }

    @Test
    void doNotSpoilAMigrationThatHasSucceeded() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        world.engine.helperEffects(HelperEffects.standard().failingAfter("save-report", 0, 20));

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(world.end()).doesNotContain("save-report", "lock");
    }

    @Test
    void refuseAWayBackOntoABackupThatIsGone() {
        World world = migrated();
        ContainerEngine engine = world.engine.engine();
        VolumeSnapshot backup = engine.inspectVolume(volume(world, "backup")).orElseThrow();
        engine.removeVolume(backup.ownedBy(migration(world)).orElseThrow());
        String before = world.end();

        MigrationOutcome outcome = world.back(engine);

        assertThat(outcome.report().problem().orElseThrow().code()).isEqualTo("ROLLBACK_NOT_POSSIBLE");
        assertThat(outcome.report().problem().orElseThrow().what()).contains("The backup is gone");
        assertThat(engine.inspectVolume(backup.name())).isEmpty();
        assertThat(before.lines().allMatch(world.end()::contains)).isTrue();
    }

    private static World migrated() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        return world;
    }

    private static MigrationId migration(World world) {
        return new MigrationId(world.engine
                .engine()
                .inspect(new ContainerName("pmm-server").toRef())
                .orElseThrow()
                .label("io.github.pmm-migration.id")
                .orElseThrow());
    }

    private static VolumeName volume(World world, String purpose) {
        return new VolumeName("pmm-server-" + purpose + "-" + migration(world));
    }

    private static List<String> documents(World world) {
        return world.engine.dataIn(volume(world, "records")).notes().keySet().stream()
                .filter(note -> note.startsWith("document "))
                .map(note -> note.substring("document ".length()))
                .toList();
    }
}
