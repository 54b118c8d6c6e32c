package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HelperEffectsTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final ContainerEngine engine = simulation.engine();
    private final ScriptedMigration migration = new ScriptedMigration(engine);

    @Test
    void copiesInconsistentlyWhileTheServerRuns() {
        migration.createVolumes();

        migration.runHelper("precopy", "");

        assertThat(backup().consistent()).isFalse();
        assertThat(backup().systemIdentifier()).isEqualTo(data().systemIdentifier());
        assertThat(backup().note(HelperEffects.COMPLETE)).isEmpty();
    }

    @Test
    void makesAnExactBackupBeforeItChangesTheOwnership() {
        stopped();
        DataFacts before = data();

        migration.runHelper("prepare", "first");

        assertThat(backup().isBitIdenticalTo(before)).isTrue();
        assertThat(backup().note(HelperEffects.COMPLETE)).contains("first");
        assertThat(data()).isEqualTo(before.ownedBy(Ownership.PMM3));
    }

    @Test
    void changesTheOwnershipOfTheCopyOnly() {
        stopped();
        DataFacts before = data();

        engine.create(migration.helperSpec("prepare", "first", Map.of(ScriptedMigration.STRATEGY, "copy")));
        engine.start(helper("prepare").id());
        migration.release("prepare");
        engine.waitForExit(helper("prepare").id(), LONG);

        assertThat(data().isBitIdenticalTo(before)).isTrue();
        assertThat(backup().ownership()).isEqualTo(Ownership.PMM3);
    }

    @Test
    void restoresTheOwnersThatWereRecorded() {
        stopped();
        DataFacts before = data();
        migration.runHelper("prepare", "first");

        migration.runHelper("restore-ownership", "first");

        assertThat(data().isBitIdenticalTo(before)).isTrue();
    }

    @Test
    void restoresNothingWithoutARecord() {
        stopped();
        DataFacts before = data();

        migration.runHelper("restore-ownership", "first");

        assertThat(data()).isEqualTo(before);
        assertThat(engine.logTail(helper("restore-ownership").id(), 1)).contains("manifest=absent");
    }

    @Test
    void doesNotTouchAFinishedBackupAgain() {
        stopped();
        migration.runHelper("prepare", "first");
        DataFacts kept = backup();
        migration.removeHelper("prepare");

        migration.runHelper("prepare", "first");

        assertThat(backup()).isEqualTo(kept);
        assertThat(simulation.violations()).isEmpty();
    }

    @Test
    void undoesTheChangeOfAnotherStopFirst() {
        stopped();
        migration.runHelper("prepare", "first");
        migration.removeHelper("prepare");

        migration.runHelper("prepare", "second");

        assertThat(backup().ownership()).isEqualTo(Ownership.PMM2);
        assertThat(backup().note(HelperEffects.COMPLETE)).contains("second");
        assertThat(data().ownership()).isEqualTo(Ownership.PMM3);
    }

    @Test
    void keepsTheBackupAwayFromAPrecopyOnceTheOwnershipHasChanged() {
        stopped();
        migration.runHelper("prepare", "first");
        DataFacts kept = backup();

        migration.runHelper("precopy", "");

        assertThat(backup()).isEqualTo(kept);
        assertThat(simulation.violations()).isEmpty();
    }

    @Test
    void runsForItsSimulatedTime() {
        simulation.helperEffects(HelperEffects.standard().lasting("prepare", MINUTE));
        stopped();
        migration.startHelper("prepare", "first");

        assertThat(engine.waitForExit(helper("prepare").id(), Duration.ofSeconds(30)))
                .isEmpty();
        assertThat(engine.waitForExit(helper("prepare").id(), MINUTE)).hasValue(0);
    }

    @Test
    void endsWhenTheClockIsMovedByOthers() {
        simulation.helperEffects(HelperEffects.standard().lasting("prepare", MINUTE));
        stopped();
        migration.startHelper("prepare", "first");

        simulation.clock().advance(MINUTE);

        assertThat(data().ownership()).isEqualTo(Ownership.PMM3);
    }

    @Test
    void leavesHalfOfItsWorkWhenItIsEndedHalfWay() {
        simulation.helperEffects(HelperEffects.standard().lasting("prepare", MINUTE));
        Set<String> seen = new LinkedHashSet<>();

        for (int seconds = 0; seconds < 60; seconds += 5) {
            InMemoryContainerEngine history = simulation.copy();
            seen.add(stateWhenEndedAfter(history, Duration.ofSeconds(seconds)));
        }

        assertThat(seen)
                .containsExactly(
                        "no backup, PMM2",
                        "unfinished backup, PMM2",
                        "backup, PMM2",
                        "backup, PARTLY_CHANGED",
                        "backup, PMM3");
    }

    private static String stateWhenEndedAfter(InMemoryContainerEngine history, Duration time) {
        ScriptedMigration script = new ScriptedMigration(history.engine());
        script.createVolumes();
        script.stopSource();
        script.startHelper("prepare", "first");
        history.clock().advance(time);
        history.engine().stop(script.id(ScriptedMigration.helper("prepare")), Duration.ZERO);

        DataFacts backup = history.dataIn(ScriptedMigration.BACKUP);
        String unfinished = backup.isEmpty() ? "no backup" : "unfinished backup";
        return (backup.note(HelperEffects.COMPLETE).isPresent() ? "backup" : unfinished) + ", "
                + history.dataIn(ScriptedMigration.DATA).ownership();
    }

    @Test
    void failsAfterTheStepThatTheTestNames() {
        simulation.helperEffects(HelperEffects.standard().failingAfter("prepare", 5, 20));
        stopped();

        migration.runHelper("prepare", "first");

        assertThat(helper("prepare").state().exitCode()).isEqualTo(20);
        assertThat(data().ownership()).isEqualTo(Ownership.PARTLY_CHANGED);
    }

    @Test
    void waitsForItsReleaseAndEndsByItselfWithoutOne() {
        migration.createVolumes();
        engine.create(migration.helperSpec("prepare", "first", Map.of()));
        engine.start(helper("prepare").id());
        DataFacts before = data();

        assertThat(engine.waitForExit(helper("prepare").id(), Duration.ofMinutes(59)))
                .isEmpty();
        assertThat(engine.waitForExit(helper("prepare").id(), LONG)).hasValue(29);
        assertThat(data()).isEqualTo(before);
        assertThat(simulation.violations()).isEmpty();
    }

    @Test
    void takesNoNoticeOfASecondRelease() {
        simulation.helperEffects(HelperEffects.standard().lasting("prepare", MINUTE));
        stopped();
        migration.startHelper("prepare", "first");
        simulation.clock().advance(Duration.ofSeconds(50));

        migration.release("prepare");

        assertThat(engine.waitForExit(helper("prepare").id(), Duration.ofSeconds(15)))
                .hasValue(0);
    }

    @Test
    void takesOtherStepsFromTheTest() {
        simulation.helperEffects(HelperEffects.none().with("probe", List.of(run -> run.fail(3, "no room"))));
        migration.createVolumes();

        migration.runHelper("probe", "");

        assertThat(helper("probe").state().exitCode()).isEqualTo(3);
        assertThat(engine.logTail(helper("probe").id(), 5)).isEqualTo("no room");
    }

    @Test
    void refusesToWriteWhereTheMountIsReadOnly() {
        simulation.helperEffects(HelperEffects.none()
                .with("probe", List.of(run -> run.put("/srv", run.at("/srv").changedBy("2.44.1")))));
        engine.create(readOnlyHelper());
        engine.start(helper("probe").id());

        assertThat(engine.waitForExit(helper("probe").id(), LONG)).hasValue(1);
    }

    private ContainerSpec readOnlyHelper() {
        ContainerSpec spec = migration.helperSpec("probe", "", Map.of());
        return new ContainerSpec(
                spec.name(), spec.configuration().with("/HostConfig/Binds", List.of("pmm-data:/srv:ro")));
    }

    @Test
    void rejectsUnknownArguments() {
        assertThatThrownBy(() -> HelperEffects.standard().lasting("prepare", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("time");
    }

    private void stopped() {
        migration.createVolumes();
        migration.stopSource();
    }

    private ContainerSnapshot helper(String task) {
        return engine.inspect(ScriptedMigration.helper(task).toRef()).orElseThrow();
    }

    private DataFacts data() {
        return simulation.dataIn(ScriptedMigration.DATA);
    }

    private DataFacts backup() {
        return simulation.dataIn(ScriptedMigration.BACKUP);
    }
}
