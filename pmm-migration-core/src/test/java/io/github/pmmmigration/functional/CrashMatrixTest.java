package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interrupts the migration everywhere, in every way, and again; whatever happens, the same plan run again ends alike, and a
 * rollback ends with PMM 2. The simulated engine checks its invariants after every call and fails on forbidden histories.
 *
 * <p>The ordinary build interrupts every call that changes something in all ways and every other call in one, for a named
 * volume; of the other servers and of double interruptions it takes samples. {@code -Dcrash.matrix=full} leaves nothing out
 * and takes an hour or so.
 */
class CrashMatrixTest {
    private static final boolean FULL = "full".equals(System.getProperty("crash.matrix"));
    private static final int MOST_CALLS = 2_000;
    private static final List<Interruption> SOME = List.of(Interruption.CRASH_BEFORE, Interruption.CRASH_AFTER);

    /** The ordinary build leaves out all but every n-th of what was tried with a named volume already. */
    private static final int SAMPLE = FULL ? 1 : 4;

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

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeAfterAnInterruptionAtAnyCall(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, strategy);
        String expected = uninterrupted(all);

        for (Interruption interruption : FULL ? List.of(Interruption.values()) : List.of(Interruption.CRASH_AFTER)) {
            int call = 1;
            for (World world = all.world(); world.migrateInterrupted(interruption, call); world = all.world()) {
                assertEndsAs(expected, world, interruption + " at call " + call);
                call++;
            }
            assertThat(call).as(interruption + " reached every call").isGreaterThan(interruption.isCrash() ? 100 : 0);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void endsAlikeAfterAnInterruptionAtAnyChange(StorageKind storage, DataStrategy strategy) {
        interruptChanges(new Histories(storage, strategy), storage == StorageKind.NAMED_VOLUME ? 1 : SAMPLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeWhereTheServerVanishesWhenItStops(DataStrategy strategy) {
        interruptChanges(Histories.ofVanishingServer(StorageKind.ANONYMOUS_VOLUME, strategy), SAMPLE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeWhereComposeMadeTheServer(DataStrategy strategy) {
        Histories all = Histories.ofComposedServer(strategy);

        interruptChanges(all, SAMPLE);

        assertThat(uninterrupted(all)).contains("pmm-server-stand-in-").doesNotContain("retired");
    }

    /** Interrupts every n-th pair of a change and a way to interrupt it; each change and each way has its turn. */
    private static void interruptChanges(Histories all, int sample) {
        String expected = uninterrupted(all);
        int changes = all.changes();
        int turn = 0;

        for (Interruption interruption : Interruption.values()) {
            for (int change = 1 + turn++ % sample; change <= changes; change += sample) {
                World world = all.world();
                world.migrateInterruptedAtChange(interruption, change);
                assertEndsAs(expected, world, interruption + " at change " + change);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeAfterTwoInterruptions(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, strategy);
        String expected = uninterrupted(all);
        int changes = all.changes();

        for (Interruption first :
                FULL ? List.of(Interruption.values()) : List.of(Interruption.LATE_AFTER_FIRST_CHANGE)) {
            for (int change = 1; change <= changes; change++) {
                interruptTwice(all, first, change, expected);
            }
        }
    }

    private static void interruptTwice(Histories all, Interruption first, int change, String expected) {
        for (Interruption second : FULL ? SOME : List.of(Interruption.CRASH_AFTER)) {
            for (int later = 1; later < MOST_CALLS; later += FULL ? 1 : 11) {
                World world = all.world();
                world.migrateInterruptedAtChange(first, change);
                if (!world.migrateInterruptedAtChange(second, later)) {
                    break;
                }
                assertEndsAs(expected, world, first + " at " + change + ", then " + second + " at " + later);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void goesBackFromAnyInterruption(StorageKind storage, DataStrategy strategy) {
        goBackFromEveryChange(new Histories(storage, strategy), FULL || storage == StorageKind.NAMED_VOLUME);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void goesBackWhereTheServerVanishesWhenItStops(DataStrategy strategy) {
        goBackFromEveryChange(Histories.ofVanishingServer(StorageKind.ANONYMOUS_VOLUME, strategy), FULL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void goesBackWhereComposeMadeTheServer(DataStrategy strategy) {
        goBackFromEveryChange(Histories.ofComposedServer(strategy), FULL);
    }

    private static void goBackFromEveryChange(Histories all, boolean thoroughly) {
        int changes = all.changes();

        for (Interruption interruption : FULL ? List.of(Interruption.values()) : SOME) {
            for (int change = 1; change <= changes; change++) {
                goBack(all, interruption, change, thoroughly ? SAMPLE : MOST_CALLS);
            }
        }
    }

    /** Goes back, with interruptions of the rollback itself at every n-th of its changes. */
    private static void goBack(Histories all, Interruption interruption, int change, int stride) {
        for (int later = stride == MOST_CALLS ? MOST_CALLS : 1; later <= MOST_CALLS; later += stride) {
            World world = all.world();
            world.migrateInterruptedAtChange(interruption, change);
            boolean died = world.rollBackInterruptedAtChange(Interruption.CRASH_AFTER, later);
            MigrationOutcome outcome = world.back(world.engine.engine());
            assertBack(world, outcome, all, interruption + " at " + change + ", rollback died at " + later);
            if (!died) {
                return;
            }
        }
    }

    /** Two hops, PMM 2.41.2 to 2.44.1 and on to PMM 3: interrupted in the first, between them, and in the second. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void endsAlikeAfterAnInterruptionAtAnyChangeOfSeveralHops(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, strategy, "2.41.2");
        assertThat(all.changes()).isGreaterThan(25);

        interruptChanges(all, SAMPLE);
    }

    /** Whatever hop it was in, some PMM 2 serves afterwards, and a second rollback changes nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void goesBackToPmm2FromAnyInterruptionOfSeveralHops(DataStrategy strategy) {
        Histories all = new Histories(StorageKind.NAMED_VOLUME, strategy, "2.41.2");
        int changes = all.changes();

        for (int change = 1; change <= changes; change++) {
            for (int later = 1; later <= MOST_CALLS; later += FULL ? 1 : 9) {
                World world = all.world();
                world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
                boolean died = world.rollBackInterruptedAtChange(Interruption.CRASH_AFTER, later);
                MigrationOutcome outcome = world.back(world.engine.engine());
                assertSomePmm2(world, outcome, all, "died at " + change + ", rollback died at " + later);
                if (!died) {
                    break;
                }
            }
        }
    }

    private static void assertSomePmm2(World world, MigrationOutcome outcome, Histories all, String what) {
        histories++;
        assertThat(world.engine.violations()).as(what).isEmpty();
        if (outcome instanceof MigrationOutcome.Stopped stopped) {
            assertThat(all.strategy().reversibleAfterStart())
                    .as(what + ": " + stopped.cause())
                    .isFalse();
            return;
        }
        String end = world.end();
        assertThat(end)
                .as(what)
                .containsPattern("pmm-server of percona/pmm-server:2\\.4[0-9.]+ RUNNING restart always");
        assertThat(end).as(what).doesNotContain("lock").doesNotContain("prepare");
        world.back(world.engine.engine());
        assertThat(world.end()).as(what + ", again").isEqualTo(end);
    }

    private static void assertEndsAs(String expected, World world, String what) {
        MigrationOutcome outcome = world.forward(world.engine.engine());
        assertThat(world.end()).as(what + ": " + outcome).isEqualTo(expected);
        assertThat(world.engine.violations()).as(what).isEmpty();
        histories++;
    }

    private static void assertBack(World world, MigrationOutcome outcome, Histories all, String what) {
        histories++;
        assertThat(world.engine.violations()).as(what).isEmpty();
        if (outcome instanceof MigrationOutcome.Stopped stopped) {
            assertThat(all.strategy().reversibleAfterStart())
                    .as(what + ": " + stopped.cause())
                    .isFalse();
            assertThat(stopped.cause().code()).isEqualTo("ROLLBACK_NOT_POSSIBLE");
            return;
        }
        assertThat(world.end())
                .as(what)
                .containsPattern("pmm-server of percona/pmm-server:2.44.1 RUNNING restart (always|no)");
        assertThat(world.end()).as(what).doesNotContain("lock").doesNotContain("prepare");
    }

    private static String uninterrupted(Histories all) {
        World world = all.world();
        MigrationOutcome outcome = world.forward(world.engine.engine());
        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        return world.end();
    }
}
