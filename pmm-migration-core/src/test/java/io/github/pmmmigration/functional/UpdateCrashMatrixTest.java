package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.UpgradeWay;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Interrupts a PMM 2 that updates itself at every call to the engine and to the server, and then again. Its update goes on
 * without us, whatever becomes of the process that asked for it. {@code -Dcrash.matrix=full} leaves nothing out.
 */
class UpdateCrashMatrixTest {
    private static final int STRIDE = "full".equals(System.getProperty("crash.matrix")) ? 1 : 6;
    private static final int MOST_CALLS = 1_000;
    private static final Set<String> UPDATE = new TreeSet<>(Set.of("checkForUpdate", "startUpdate", "updateProgress"));

    @ParameterizedTest
    @EnumSource(names = {"CRASH_BEFORE", "CRASH_AFTER", "LOST_REQUEST", "LOST_REPLY"})
    void endsAlikeAfterAnInterruptionAtAnyCall(Interruption how) {
        int call = 0;
        boolean reached = true;
        while (reached && call < MOST_CALLS) {
            call++;
            World world = new World(server().withUpdate("2.44.1", 4));
            reached = world.forwardInterrupted(how, call);
            String what = how + " at call " + call;

            MigrationOutcome outcome = world.forward();

            assertThat(outcome)
                    .as(what)
                    .isInstanceOfAny(MigrationOutcome.Migrated.class, MigrationOutcome.AlreadyMigrated.class);
            assertThat(world.server.version()).as(what).hasToString("2.44.1");
            world.assertOneServerAndNothingElse(what);
            assertThat(world.forward().report().outcome()).as(what).isEqualTo(Outcome.ALREADY_MIGRATED);
        }
        assertThat(call).isBetween(40, MOST_CALLS - 1);
    }

    /** As long as the process lives, a call of the update that was lost is made again. */
    @ParameterizedTest
    @EnumSource(names = {"LOST_REQUEST", "LOST_REPLY"})
    void succeedsInOneRunWhenACallOfTheUpdateIsLost(Interruption how) {
        Set<String> struck = new TreeSet<>();
        for (int call = 1; call < MOST_CALLS; call++) {
            World world = new World(server().withUpdate("2.44.1", 4));
            MortalProcess process = new MortalProcess(how, call);

            MigrationOutcome outcome = world.plan(process).attempt();

            if (process.struck().isEmpty()) {
                break;
            }
            if (UPDATE.contains(process.struck())) {
                assertThat(outcome).as(how + " at call " + call).isInstanceOf(MigrationOutcome.Migrated.class);
                struck.add(process.struck());
            }
        }
        assertThat(struck).containsExactlyElementsOf(UPDATE);
    }

    /** The token is lost with the process, and the server serves as before while it downloads for minutes. */
    @Test
    void waitsForAnUpdateThatAnEarlierProcessBegan() {
        for (int call = 1; call < MOST_CALLS; call++) {
            World world = new World(server().withUpdate("2.44.1", 200));
            MortalProcess process = new MortalProcess(Interruption.CRASH_AFTER, call);
            boolean died = world.dies(process);
            if (died && process.struck().equals("startUpdate")) {
                world.server.notReadyFor(20);
                assertThat(world.forward()).isInstanceOf(MigrationOutcome.Migrated.class);
                return;
            }
        }
        fail("no process died while it began the update");
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_AFTER", "LOST_REPLY"})
    void endsAlikeAfterTwoInterruptions(Interruption how) {
        boolean firstReached = true;
        for (int first = 1; firstReached; first += STRIDE) {
            boolean reached = true;
            for (int second = 1; reached; second += STRIDE) {
                World world = new World(server().withUpdate("2.44.1", 4));
                firstReached = world.forwardInterrupted(how, first);
                reached = world.forwardInterrupted(Interruption.CRASH_AFTER, second);
                String what = how + " at call " + first + ", then a crash at " + second;

                world.forward();

                assertThat(world.server.version()).as(what).hasToString("2.44.1");
                world.assertOneServerAndNothingElse(what);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CRASH_AFTER", "LOST_REPLY"})
    void leavesPmm2ServingWhenGoneBackFromAnyInterruption(Interruption how) {
        boolean firstReached = true;
        for (int call = 1; firstReached; call += STRIDE) {
            boolean reached = true;
            for (int later = 1; reached; later += STRIDE) {
                World world = new World(server().withUpdate("2.44.1", 4));
                firstReached = world.forwardInterrupted(how, call);
                reached = world.backInterrupted(Interruption.CRASH_AFTER, later);
                String what = how + " at call " + call + ", rollback died at " + later;

                MigrationOutcome outcome = world.back();

                world.assertOneServerAndNothingElse(what + ": " + outcome);
                assertThat(world.server.version().major()).as(what).isEqualTo(2);
                world.forward();
                assertThat(world.server.version()).as(what + ", again").hasToString("2.44.1");
                world.assertOneServerAndNothingElse(what + ", again");
            }
        }
    }

    /** An update that comes to nothing is told as that, never as a success. */
    @ParameterizedTest
    @EnumSource(names = {"CRASH_AFTER", "LOST_REPLY"})
    void neverTakesAnUpdateWithoutEffectForASuccess(Interruption how) {
        int call = 0;
        boolean reached = true;
        while (reached && call < MOST_CALLS) {
            call += STRIDE / 2 + 1;
            World world = new World(server().withUpdateThatChangesNothing("2.44.1", 4));
            reached = world.forwardInterrupted(how, call);
            String what = how + " at call " + call;

            MigrationOutcome outcome = world.forward();

            assertThat(outcome)
                    .as(what)
                    .isInstanceOfAny(MigrationOutcome.RolledBack.class, MigrationOutcome.Stopped.class);
            assertThat(world.server.version()).as(what).hasToString("2.41.2");
            world.back();
            world.assertOneServerAndNothingElse(what);
        }
    }

    private static FakePmmServer server() {
        return FakePmmServer.pmm2("2.41.2").withApiKeys(2).withServices(3);
    }

    private static final class World {
        private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty()
                .add(SimulatedServer.pmm2("pmm-server").of(SimulatedImage.pmm2("2.41.2")));
        private final FakePmmServer server;

        World(FakePmmServer server) {
            this.server = server.withClock(engine.clock());
        }

        MigrationOutcome forward() {
            return plan(new MortalProcess(Interruption.LOST_REPLY, Integer.MAX_VALUE))
                    .attempt();
        }

        MigrationOutcome back() {
            return plan(new MortalProcess(Interruption.LOST_REPLY, Integer.MAX_VALUE))
                    .build()
                    .attemptRollBack();
        }

        boolean forwardInterrupted(Interruption how, int call) {
            return interrupted(how, call, MigrationPlanBuilder::attempt);
        }

        boolean backInterrupted(Interruption how, int call) {
            return interrupted(how, call, plan -> plan.build().attemptRollBack());
        }

        /** Returns whether it got as far as that call. */
        private boolean interrupted(Interruption how, int call, Consumer<MigrationPlanBuilder> run) {
            MortalProcess process = new MortalProcess(how, call);
            return dies(() -> run.accept(plan(process))) || !process.struck().isEmpty();
        }

        boolean dies(MortalProcess process) {
            return dies(() -> plan(process).attempt());
        }

        private static boolean dies(Runnable run) {
            try {
                run.run();
                return false;
            } catch (SimulatedCrash e) {
                return true;
            }
        }

        private MigrationPlanBuilder plan(MortalProcess process) {
            return MigrationPlan.forContainer("pmm-server")
                    .containerEngine(process.seeing(engine.engine()))
                    .serverConnector(process.seeing(server.connector()))
                    .upgradeOnly()
                    .upgradeBy(UpgradeWay.API)
                    .accept("UPGRADE_WITHOUT_BACKUP")
                    .clock(engine.clock())
                    .waiter(engine.clock());
        }

        void assertOneServerAndNothingElse(String what) {
            List<String> found = new ArrayList<>();
            for (ContainerSnapshot container : engine.engine().list(ContainerFilter.all())) {
                found.add(container.name() + " " + container.state().status() + " " + container.restartPolicy());
            }
            assertThat(found).as(what).containsExactly("pmm-server RUNNING always");
            assertThat(engine.violations()).as(what).isEmpty();
        }
    }
}
