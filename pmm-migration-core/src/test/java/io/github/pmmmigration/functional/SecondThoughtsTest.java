package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.FailurePolicy;
import io.github.pmmmigration.testing.ForbiddenHistory;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A way back that was begun is given up: forward again, whatever it had undone. */
class SecondThoughtsTest {
    private static final int OWNERSHIP_REFUSED = 22;
    private static final int MOST_CHANGES = 200;

    /** The ordinary build takes samples; {@code -Dcrash.matrix=full} leaves nothing out. */
    private static final int STRIDE = "full".equals(System.getProperty("crash.matrix")) ? 1 : 9;

    static Stream<Histories> histories() {
        return Stream.of(
                new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()),
                new Histories(StorageKind.NAMED_VOLUME, DataStrategy.copy()),
                Histories.ofVanishingServer(StorageKind.ANONYMOUS_VOLUME, DataStrategy.inPlace()),
                Histories.ofVanishingServer(StorageKind.ANONYMOUS_VOLUME, DataStrategy.copy()),
                Histories.ofComposedServer(DataStrategy.copy()));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void migratesWhereverTheWayBackDied(Histories all) {
        int changes = all.changes();

        for (int change = 1; change <= changes; change++) {
            for (int later = 1 + change % STRIDE; later <= MOST_CHANGES; later += STRIDE) {
                World world = all.world();
                world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
                boolean died = world.rollBackInterruptedAtChange(Interruption.CRASH_AFTER, later);
                requireMigrated(world, "died after change " + change + ", rollback after " + later);
                if (!died) {
                    break;
                }
            }
        }
    }

    /** Half of the owners were put back: what had given them to PMM 3 must not be believed any more. */
    @Test
    void preparesAgainWhatAFailedWayBackHasUndoneInPart() {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace());
        int changes = all.changes();
        int failures = 0;

        for (int change = 1; change <= changes; change++) {
            World world = all.world();
            world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
            world.engine.helperEffects(
                    HelperEffects.standard().failingAfter("restore-ownership", 1, OWNERSHIP_REFUSED));
            failures += world.back(world.engine.engine()) instanceof MigrationOutcome.Stopped ? 1 : 0;
            world.engine.helperEffects(HelperEffects.standard());
            requireMigrated(world, "died after change " + change);
        }

        assertThat(failures).isPositive();
    }

    /** It failed, its helper was removed to be run again, and the process died: the records still know the owners. */
    @Test
    void putsTheOwnersBackThoughTheHelperThatChangedThemIsGone() {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace());
        int changes = all.changes();

        for (int change = 1; change <= changes; change++) {
            World world = all.world();
            world.engine.helperEffects(HelperEffects.standard().failingAfter("prepare", 5, OWNERSHIP_REFUSED));
            world.plan(world.engine.engine()).onFailure(FailurePolicy.STOP).attempt();
            world.engine.helperEffects(HelperEffects.standard());
            boolean died = world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);

            MigrationOutcome outcome = world.back(world.engine.engine());

            String what = "died after change " + change + " of the second run: " + outcome;
            assertThat(outcome).as(what).isInstanceOf(MigrationOutcome.Restored.class);
            assertThat(world.end()).as(what).contains("pmm-server of percona/pmm-server:2.44.1 RUNNING restart always");
            assertThat(world.engine.violations()).as(what).isEmpty();
            if (!died) {
                break;
            }
        }
    }

    /** Somebody had armed it by hand: a restart of the engine would start it beside the server on the backup. */
    @Test
    void leavesTheOldContainerDisarmedWhenPmm2ServesFromTheBackup() {
        World world = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace()).world();
        world.forward(world.engine.engine());
        ContainerSnapshot retired = retired(world);
        assertThatThrownBy(() -> world.engine.engine().setRestartPolicy(retired.id(), RestartPolicy.ALWAYS))
                .as("the simulated engine says that this must never happen; it happens all the same")
                .isInstanceOf(ForbiddenHistory.class);

        MigrationOutcome outcome = world.back(world.engine.engine());

        assertThat(outcome).isInstanceOf(MigrationOutcome.Restored.class);
        assertThat(retired(world).restartPolicy()).isEqualTo(RestartPolicy.NO);
    }

    private static ContainerSnapshot retired(World world) {
        return world.engine.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.name().value().contains("-retired-"))
                .findFirst()
                .orElseThrow();
    }

    /** Where the way back had come far, or had stopped the services in PMM 3, it is gone to its end; then forward again. */
    private static void requireMigrated(World world, String what) {
        MigrationOutcome outcome = world.forward(world.engine.engine());

        if (outcome instanceof MigrationOutcome.RolledBack) {
            assertThat(outcome.report().problem().orElseThrow().code())
                    .as(what)
                    .isIn("ROLLBACK_UNFINISHED", "NOT_READY_IN_TIME");
            assertThat(world.end())
                    .as(what)
                    .containsPattern("pmm-server of percona/pmm-server:2.44.1 RUNNING restart (always|no)");
            outcome = world.forward(world.engine.engine());
        }
        assertThat(outcome.report().outcome())
                .as(what + ": " + outcome)
                .isIn(Outcome.MIGRATED, Outcome.ALREADY_MIGRATED);
        assertThat(world.engine.violations()).as(what).isEmpty();
    }
}
