package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.functional.Histories.World;
import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.StorageKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever state a migration or its way back was left in, a preview and a status can be had. */
class PreviewMatrixTest {
    private static final int MOST_CHANGES = 200;

    static Stream<Arguments> histories() {
        DataStrategy irreversible = DataStrategy.inPlace().withoutBackup();
        return Stream.concat(
                Stream.of(Arguments.of(
                        "named volume", irreversible, new Histories(StorageKind.NAMED_VOLUME, irreversible))),
                Stream.of(DataStrategy.inPlace(), DataStrategy.copy()).flatMap(PreviewMatrixTest::histories));
    }

    private static Stream<Arguments> histories(DataStrategy strategy) {
        return Stream.of(
                Arguments.of("named volume", strategy, new Histories(StorageKind.NAMED_VOLUME, strategy)),
                Arguments.of("data container", strategy, new Histories(StorageKind.DATA_CONTAINER, strategy)),
                Arguments.of("--rm", strategy, Histories.ofVanishingServer(StorageKind.ANONYMOUS_VOLUME, strategy)),
                Arguments.of("Compose", strategy, Histories.ofComposedServer(strategy)),
                Arguments.of("hops", strategy, new Histories(StorageKind.NAMED_VOLUME, strategy, "2.41.2")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("histories")
    void showsWhatRemainsAfterAnInterruptionAtAnyChange(String name, DataStrategy strategy, Histories all) {
        int changes = all.changes();
        for (int change = 1; change <= changes; change++) {
            for (Interruption interruption : List.of(Interruption.CRASH_BEFORE, Interruption.CRASH_AFTER)) {
                World world = all.world();
                world.migrateInterruptedAtChange(interruption, change);
                assertShows(world, interruption + " at change " + change);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("histories")
    void showsWhatRemainsWhereAWayBackWasInterrupted(String name, DataStrategy strategy, Histories all) {
        int change = 1;
        int unfinished = 0;
        for (World world = all.world(); change < MOST_CHANGES; world = all.world()) {
            world.forward(world.engine.engine());
            boolean died = world.rollBackInterruptedAtChange(Interruption.CRASH_AFTER, change++);
            assertShows(world, "rollback died at change " + change);
            unfinished += showsTheWayBack(world) ? 1 : 0;
            if (!died) {
                break;
            }
        }
        assertThat(unfinished > 0).isEqualTo(strategy.reversibleAfterStart());
    }

    /** Once PMM 2 is about to write again, the rest of the way back is all that a preview offers. */
    private static boolean showsTheWayBack(World world) {
        PreviewData preview =
                world.plan(world.engine.engine()).build().preview().data();
        boolean unfinished =
                preview.findings().stream().anyMatch(finding -> finding.code().equals("ROLLBACK_UNFINISHED"));
        if (unfinished) {
            assertThat(preview.findings()).hasSize(1);
            assertThat(preview.actions())
                    .isNotEmpty()
                    .allMatch(action -> action.phase().equals(Phase.ROLL_BACK));
        }
        return unfinished;
    }

    private static void assertShows(World world, String what) {
        MigrationPlan plan = world.plan(world.engine.engine()).build();
        assertThatCode(plan::preview).as(what).doesNotThrowAnyException();
        assertThatCode(plan::status).as(what).doesNotThrowAnyException();
        assertThat(world.engine.violations()).as(what).isEmpty();
    }
}
