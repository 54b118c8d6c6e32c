package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.StorageKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a report says after a way back is true of PMM 2, not of where the migration had been going. */
class WayBackReportTest {
    private static World world(DataStrategy strategy) {
        return new Histories(StorageKind.NAMED_VOLUME, strategy).world();
    }

    @Test
    void givesPmm2ItsTimeHoweverLittlePmm3WasGiven() {
        World world = world(DataStrategy.inPlace());
        world.server.notReadyAfterStartFor(200);

        MigrationReport report = world.plan(world.engine.engine())
                .timeouts(limits -> limits.withReadiness(Duration.ofSeconds(2)))
                .attempt()
                .report();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("NOT_READY_IN_TIME");
        assertThat(report.downtime().orElseThrow())
                .isBetween(Duration.ofSeconds(12), Duration.between(report.startedAt(), report.finishedAt()));
    }

    @Test
    void tellsTheBackupAsDataWhenPmm2RunsOnIt() {
        World world = world(DataStrategy.inPlace());
        String before = world.forward(world.engine.engine()).report().storage();

        MigrationReport report = world.back(world.engine.engine()).report();

        assertThat(before).doesNotContain("-backup-");
        assertThat(report.storage()).contains("pmm-server-backup-");
        assertThat(report.toText()).containsPattern("Data .*pmm-server-backup-");
        assertThat(world.plan(world.engine.engine()).build().status().report().storage())
                .isEqualTo(report.storage());
    }

    @Test
    void tellsTheOldVolumeAsDataWhenPmm2RunsOnItsOwn() {
        World world = world(DataStrategy.copy());
        String before = world.forward(world.engine.engine()).report().storage();

        assertThat(world.back(world.engine.engine()).report().storage()).isEqualTo(before);
    }

    @Test
    void measuresTheTimeFromTheLastAnswerOfPmm3() {
        World world = world(DataStrategy.copy());
        world.forward(world.engine.engine());
        world.engine.clock().advance(Duration.ofDays(1));

        MigrationReport report = world.back(world.engine.engine()).report();

        assertThat(report.downtime().orElseThrow())
                .isPositive()
                .isLessThanOrEqualTo(Duration.between(report.startedAt(), report.finishedAt()));
    }

    @Test
    void saysThatNothingWasDownWhenNothingWasStopped() {
        World world = world(DataStrategy.inPlace());
        world.engine.helperEffects(HelperEffects.standard().failingAfter("precopy", 0, 20));

        MigrationOutcome outcome = world.forward(world.engine.engine());

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome.report().downtime()).contains(Duration.ZERO);
        assertThat(outcome.report().toText()).contains("Downtime  none, of ");
    }

    @Test
    void offersNoWayBackThatWasClosed() {
        World world = world(DataStrategy.inPlace());
        world.forward(world.engine.engine());
        String open = world.forward(world.engine.engine()).report().toText();
        world.engine.expectCommit();
        world.plan(world.engine.engine()).build().commit();

        String closed = world.forward(world.engine.engine()).report().toText();

        assertThat(open).contains("Nothing to do", "pmm-migrate rollback", "pmm-migrate commit");
        assertThat(closed)
                .contains("Nothing to do", "The migration was accepted")
                .doesNotContain("pmm-migrate rollback", "pmm-migrate commit");
    }
}
