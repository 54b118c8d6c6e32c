package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.EngineVerb;
import io.github.pmmmigration.testing.HelperEffects;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.RecordedCall;
import io.github.pmmmigration.testing.StorageKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The helper that prepares the data is started while PMM 2 serves and waits until that has stopped. */
class ReleaseTest {
    private final Histories all = new Histories(StorageKind.NAMED_VOLUME, DataStrategy.inPlace());
    private final Histories.World world = all.world();
    private final ContainerId source = server().id();

    @Test
    void startsTheHelperBeforeTheStopAndReleasesItAfterwards() {
        world.forward(world.engine.engine());

        List<EngineVerb> verbs =
                world.engine.recordedCalls().stream().map(RecordedCall::verb).toList();
        int stop = verbs.indexOf(EngineVerb.STOP);
        assertThat(verbs.subList(0, stop)).contains(EngineVerb.START).doesNotContain(EngineVerb.SIGNAL);
        assertThat(verbs.subList(stop, verbs.indexOf(EngineVerb.SIGNAL)))
                .doesNotContain(EngineVerb.CREATE, EngineVerb.START);
    }

    @Test
    void disarmsTheServerBeforeItStopsTheServices() {
        world.forward(world.engine.engine());

        assertThat(world.engine.recordedCalls())
                .filteredOn(call -> call.target().contains(source.shortened()))
                .filteredOn(call -> call.verb() == EngineVerb.SET_RESTART_POLICY
                        || call.verb() == EngineVerb.STOP
                        || call.target().contains("supervisorctl stop all"))
                .extracting(RecordedCall::verb)
                .containsExactly(EngineVerb.SET_RESTART_POLICY, EngineVerb.EXEC, EngineVerb.STOP);
    }

    @Test
    void armsTheServerAgainWhenItDiedBetweenDisarmingAndStopping() {
        Histories.World disarmed = diedWithTheServerDisarmed();

        assertThat(disarmed.back(disarmed.engine.engine())).isInstanceOf(MigrationOutcome.Restored.class);
        assertThat(server(disarmed).state().isRunning()).isTrue();
        assertThat(server(disarmed).restartPolicy())
                .isEqualTo(server().restartPolicy())
                .isNotEqualTo(RestartPolicy.NO);
    }

    @Test
    void givesTheReplacementThePolicyOfTheServerThoughItDiedAfterDisarming() {
        Histories.World disarmed = diedWithTheServerDisarmed();

        assertThat(disarmed.forward(disarmed.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(server(disarmed).restartPolicy())
                .isEqualTo(server().restartPolicy())
                .isNotEqualTo(RestartPolicy.NO);
    }

    @Test
    void leavesTheServerAloneWhenTheHelperCannotWork() {
        world.engine.helperEffects(HelperEffects.standard().failingAfter("prepare", 0, 127));

        MigrationOutcome outcome = world.forward(world.engine.engine());

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(world.engine.recordedCalls())
                .filteredOn(call -> call.verb() == EngineVerb.EXEC)
                .noneMatch(call -> call.target().contains("supervisorctl"));
        assertThat(world.engine.recordedCalls())
                .filteredOn(call -> call.target().equals(server().id().shortened()))
                .extracting(RecordedCall::verb)
                .doesNotContain(EngineVerb.STOP);
        assertThat(helper()).isEmpty();
    }

    @Test
    void sendsTheHelperAwayWhenItIsCancelledBeforeTheStop() {
        MigrationOutcome outcome = cancelledBeforeTheStop();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Cancelled.class);
        assertThat(helper()).isEmpty();
        assertThat(server().state().isRunning()).isTrue();
        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
    }

    /** Interrupts itself as soon as the helper runs, which counts as a wish to cancel. */
    private MigrationOutcome cancelledBeforeTheStop() {
        MigrationOutcome outcome = world.plan(world.engine.engine())
                .listener(event -> {
                    if (event instanceof ActionFinished done && done.action().equals("run-prepare")) {
                        Thread.currentThread().interrupt();
                    }
                })
                .attempt();
        assertThat(Thread.interrupted()).as("the interruption is put back").isTrue();
        return outcome;
    }

    @Test
    void goesOnWithTheHelperOfARunThatDied() {
        dieWhenTheHelperWaits();

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(world.engine.violations()).isEmpty();
    }

    @Test
    void startsAnotherWhenTheEngineEndedItWithTheServer() {
        dieWhenTheHelperWaits();
        world.engine.daemonRestart();

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
    }

    @Test
    void startsAnotherWhenItAloneWasEnded() {
        dieWhenTheHelperWaits();
        world.engine.engine().stop(helper().orElseThrow().id(), Duration.ZERO);

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
    }

    @Test
    void startsAnotherWhenNobodyCameInTime() {
        dieWhenTheHelperWaits();
        world.engine.clock().advance(Duration.ofHours(2));
        assertThat(helper().orElseThrow().state().exitCode()).isEqualTo(29);

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
    }

    @Test
    void startsAnotherWhenTheServerWasRestarted() {
        dieWhenTheHelperWaits();
        world.engine.engine().stop(server().id(), Duration.ofMinutes(1));
        world.engine.engine().start(server().id());
        world.engine.clock().advance(Duration.ofMinutes(2));

        assertThat(world.forward(world.engine.engine())).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(world.engine.violations()).isEmpty();
    }

    @Test
    void goesBackWithoutAStopWhileTheHelperWaits() {
        dieWhenTheHelperWaits();

        assertThat(world.back(world.engine.engine())).isInstanceOf(MigrationOutcome.Restored.class);
        assertThat(helper()).isEmpty();
        assertThat(server().state().isRunning()).isTrue();
    }

    @Test
    void repeatsASignalThatWasLost() {
        AtomicInteger lost = new AtomicInteger();
        ContainerEngine engine = world.engine.engine();
        ContainerEngine deaf = (ContainerEngine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ContainerEngine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("signal") && lost.incrementAndGet() < 3) {
                        return null;
                    }
                    try {
                        return method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });

        assertThat(world.forward(deaf)).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(lost).hasValueGreaterThanOrEqualTo(3);
    }

    /** Dies right after the second start of a container: the first is that of the helper that copies ahead. */
    private void dieWhenTheHelperWaits() {
        int change = 1;
        while (!waits()) {
            world.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change++);
        }
    }

    private Histories.World diedWithTheServerDisarmed() {
        Histories.World died = all.world();
        for (int change = 1; !server(died).restartPolicy().equals(RestartPolicy.NO); change++) {
            died = all.world();
            died.migrateInterruptedAtChange(Interruption.CRASH_AFTER, change);
        }
        assertThat(server(died).state().isRunning()).isTrue();
        return died;
    }

    private boolean waits() {
        return helper().filter(found -> found.state().isRunning()).isPresent();
    }

    private Optional<ContainerSnapshot> helper() {
        return world.engine.engine().list(ContainerFilter.all().withLabel(MigrationLabels.TASK, "prepare")).stream()
                .findFirst();
    }

    private ContainerSnapshot server() {
        return server(world);
    }

    private static ContainerSnapshot server(Histories.World world) {
        return world.engine
                .engine()
                .inspect(new ContainerName("pmm-server").toRef())
                .orElseThrow();
    }
}
