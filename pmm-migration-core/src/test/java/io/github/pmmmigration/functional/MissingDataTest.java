package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.StorageKind;
import org.junit.jupiter.api.Test;

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

        assertThat(report.outcome()).isEqualTo("STOPPED");
        assertThat(report.problem().orElseThrow().code()).isEqualTo("DATA_MOUNT_MISSING");
        assertThat(world.end()).contains("pmm-server of percona/pmm-server:2.44.1 EXITED");
    }

    @Test
    void goesOnOnceTheDataIsBack() {
        failingAt("prepare", 1);
        world.engine.helperEffects(HelperEffects.standard());

        assertThat(world.forward(world.engine.engine()).report().outcome()).isEqualTo("MIGRATED");
    }

    @Test
    void clearsAwayWhileTheServerStillServes() {
        assertThat(failingAt("precopy", 0).outcome()).isEqualTo("ROLLED_BACK");
        assertThat(world.end()).doesNotContain("lock", "precopy", "replacement");
    }
}
