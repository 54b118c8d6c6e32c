package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interrupts the migration at every call, in every way, and again; whatever happens, the same plan run again ends alike, and
 * a rollback ends with PMM 2. The simulated engine checks its invariants after every call and fails on forbidden histories.
 */
class CrashMatrixTest {
    private static final int MOST_CALLS = 2_000;
    private static int histories;

    @AfterAll
    static void tellHowManyHistories() {
        System.out.println("Crash matrix: " + histories + " histories");
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                        StorageKind.NAMED_VOLUME,
                        StorageKind.ANONYMOUS_VOLUME,
                        StorageKind.DATA_CONTAINER,
                        StorageKind.BIND_MOUNT)
                .flatMap(storage -> strategies().map(strategy -> Arguments.of(storage, strategy)));
    }

    static Stream<DataStrategy> strategies() {
        return Stream.of(DataStrategy.inPlace(), DataStrategy.inPlace().withoutBackup(), DataStrategy.copy());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void endsAlikeAfterAnInterruptionAtAnyCall(StorageKind storage, DataStrategy strategy) {
        Histories all = new Histories(storage, strategy);
        String expected = uninterrupted(all);

        for (Interruption interruption : Interruption.values()) {
            int call = 1;
            for (World world = all.world(); reaches(world, interruption, call); world = all.world()) {
                MigrationOutcome outcome = world.forward(world.engine.engine());
                assertThat(world.end())
                        .as("%s at call %d: %s", interruption, call, outcome)
                        .isEqualTo(expected);
                assertThat(world.engine.violations()).isEmpty();
                histories++;
                call++;
            }
            assertThat(call).isGreaterThan(100);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeAfterTwoInterruptions(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, strategy);
        String expected = uninterrupted(all);

        for (Interruption first : Interruption.values()) {
            for (int change = 1; all.world().migrateInterruptedAtChange(first, change); change++) {
                for (Interruption second : Interruption.values()) {
                    interruptTwice(all, first, change, second, expected);
                }
            }
        }
    }

    private static void interruptTwice(
            Histories all, Interruption first, int change, Interruption second, String expected) {
        for (int later = 1; later < MOST_CALLS; later++) {
            World world = all.world();
            world.migrateInterruptedAtChange(first, change);
            if (!world.migrateInterruptedAtChange(second, later)) {
                return;
            }
            world.forward(world.engine.engine());
            assertThat(world.end())
                    .as("%s at change %d, then %s at change %d", first, change, second, later)
                    .isEqualTo(expected);
            histories++;
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void goesBackFromAnyInterruption(StorageKind storage, DataStrategy strategy) {
        Histories all = new Histories(storage, strategy);

        for (Interruption interruption : Interruption.values()) {
            for (int change = 1; all.world().migrateInterruptedAtChange(interruption, change); change++) {
                goBack(all, interruption, change, strategy);
            }
        }
    }

    private static void goBack(Histories all, Interruption interruption, int change, DataStrategy strategy) {
        for (Interruption second : Interruption.values()) {
            for (int later = 1; later < MOST_CALLS; later++) {
                World world = all.world();
                world.migrateInterruptedAtChange(interruption, change);
                boolean died = world.rollBackInterruptedAtChange(second, later);
                MigrationOutcome outcome = world.back(world.engine.engine());
                assertBack(world, outcome, strategy, interruption + " at " + change + ", " + second + " at " + later);
                histories++;
                if (!died) {
                    break;
                }
            }
        }
    }

    private static void assertBack(World world, MigrationOutcome outcome, DataStrategy strategy, String what) {
        assertThat(world.engine.violations()).as(what).isEmpty();
        if (outcome instanceof MigrationOutcome.Stopped stopped) {
            assertThat(strategy.reversibleAfterStart())
                    .as(what + ": " + stopped.cause())
                    .isFalse();
            assertThat(stopped.cause().code()).isEqualTo("ROLLBACK_NOT_POSSIBLE");
            return;
        }
        assertThat(world.end()).as(what).contains("pmm-server of percona/pmm-server:2.44.1 RUNNING restart always");
        assertThat(world.end()).as(what).doesNotContain("lock").doesNotContain("prepare");
    }

    private static boolean reaches(World world, Interruption interruption, int call) {
        if (interruption.isCrash()) {
            return world.migrateInterrupted(interruption, call);
        }
        int before = world.engine.recordedCalls().size();
        world.migrateInterrupted(interruption, call);
        return world.engine.recordedCalls().size() - before > call;
    }

    private static String uninterrupted(Histories all) {
        World world = all.world();
        MigrationOutcome outcome = world.forward(world.engine.engine());
        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        return world.end();
    }
}
