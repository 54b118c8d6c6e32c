package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.PullPolicy;
import io.github.pmmmigration.step.UpgradeWay;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.RecordingListener;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import org.junit.jupiter.api.Test;

/** PMM 2 that updates itself, and servers that did so once: their programs are newer than their image. */
class InPlaceUpdateTest {
    private static final String SERVER = "pmm-server";

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty();

    @Test
    void followsTheUpdateAndBelievesTheVersion() {
        RecordingListener listener = new RecordingListener();

        MigrationReport report =
                plan(old().withUpdate("2.44.1", 4)).listener(listener).execute();

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.target().version()).isEqualTo("2.44.1");
        assertThat(listener.events().toString()).contains("TASK [step 3]");
        assertThat(listener.breaches()).isEmpty();
        assertThat(engine.engine().list(ContainerFilter.all())).hasSize(1);
    }

    @Test
    void waitsOutAServerThatRefusesAndDropsCallsOnTheWay() {
        FakePmmServer server = old().withUpdate("2.44.1", 6);

        MigrationReport report = plan(server)
                .listener(event -> {
                    if (event.toString().contains("TASK [step 2]")) {
                        server.unavailableFor(3).rejectingCredentialsFor(2).notReadyFor(2);
                    }
                })
                .execute();

        assertThat(report.target().version()).isEqualTo("2.44.1");
    }

    @Test
    void failsWhenTheUpdateSaysItIsDoneAndDidNothing() {
        MigrationOutcome outcome =
                plan(old().withUpdateThatChangesNothing("2.44.1", 3)).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome.report().problem().orElseThrow().code()).isEqualTo("UPDATE_WITHOUT_EFFECT");
        assertThat(outcome.report().problem().orElseThrow().what()).contains("still 2.41.2", "TASK [step");
        assertThat(engine.engine().list(ContainerFilter.all())).hasSize(1);
    }

    @Test
    void givesUpOnAnUpdateThatNeverEnds() {
        MigrationOutcome outcome = plan(old().withUpdateThatNeverEnds("2.44.1")).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(outcome.report().problem().orElseThrow().code()).isEqualTo("UPDATE_OVERDUE");
    }

    @Test
    void refusesWhereUpdatesAreSwitchedOff() {
        engine.add(
                SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2("2.41.2")).withEnvironment("DISABLE_UPDATES", "1"));

        MigrationOutcome outcome =
                plan(FakePmmServer.pmm2("2.41.2").withUpdatesDisabled()).attempt();

        assertThat(outcome.report().findings())
                .filteredOn(finding -> finding.code().equals("UPGRADE_WAY"))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("switched off");
    }

    @Test
    void asksForConsentBecauseThereIsNoBackup() {
        MigrationOutcome outcome = MigrationPlan.forContainer(SERVER)
                .containerEngine(engine.engine())
                .serverConnector(old().withUpdate("2.44.1", 2).connector())
                .upgradeOnly()
                .upgradeBy(UpgradeWay.API)
                .attempt();

        assertThat(outcome.report().findings()).extracting(Finding::code).contains("UPGRADE_WITHOUT_BACKUP");
    }

    @Test
    void choosesTheContainerUnlessItsImageIsOutOfReach() {
        FakePmmServer server = old().withUpdate("2.44.1", 2);

        assertThat(plan(server).upgradeBy(UpgradeWay.CHOOSE).preview().findings())
                .extracting(Finding::code)
                .contains("UPGRADE_WAY");
        assertThat(plan(server)
                        .upgradeBy(UpgradeWay.CHOOSE)
                        .pull(PullPolicy.NEVER)
                        .execute()
                        .target()
                        .version())
                .isEqualTo("2.44.1");
        assertThat(engine.engine().list(ContainerFilter.all())).hasSize(1);
    }

    @Test
    void endsAlikeWhenInterruptedAnywhere() {
        for (int change = 1; change < 10; change++) {
            InMemoryContainerEngine world = InMemoryContainerEngine.empty()
                    .add(SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2("2.41.2")));
            FakePmmServer server = FakePmmServer.pmm2("2.41.2").withUpdate("2.44.1", 2);
            try {
                plan(world, server)
                        .containerEngine(world.interruptingChange(Interruption.CRASH_AFTER, change))
                        .execute();
            } catch (SimulatedCrash e) {
                plan(world, server).execute();
            }
            assertThat(world.engine().list(ContainerFilter.all()))
                    .as("change " + change)
                    .hasSize(1);
            assertThat(plan(world, server).execute().outcome()).isEqualTo(Outcome.ALREADY_MIGRATED);
        }
    }

    @Test
    void keepsTheVersionOfAServerThatWasUpdatedInsideItsContainer() {
        engine.add(SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2("2.41.2").runningPmm("2.44.1")));
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(engine.clock());
        engine.onServerChanged(change -> {
            if (change.ready()) {
                server.becomes(PmmVersion.parse(change.version()));
            } else if (change.running()) {
                server.stops();
            }
        });
        MigrationPlan plan = MigrationPlan.forContainer(SERVER)
                .containerEngine(engine.engine())
                .serverConnector(server.connector())
                .clock(engine.clock())
                .waiter(engine.clock())
                .build();

        MigrationReport migrated = plan.execute();
        MigrationReport back = plan.rollBack();

        assertThat(migrated.findings()).extracting(Finding::code).contains("UPDATED_IN_PLACE");
        ContainerSnapshot restored =
                engine.engine().inspect(new ContainerName(SERVER).toRef()).orElseThrow();
        assertThat(restored.imageReference()).startsWith("pmm-migration/preserved:");
        assertThat(engine.dataOf(restored.id()).writtenBy()).isEqualTo("2.44.1");
        assertThat(back.actions()).extracting(MigrationReport.ActionTime::id).contains("preserve-layer");
    }

    private FakePmmServer old() {
        engine.add(SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2("2.41.2")));
        return FakePmmServer.pmm2("2.41.2");
    }

    private MigrationPlanBuilder plan(FakePmmServer server) {
        return plan(engine, server);
    }

    private static MigrationPlanBuilder plan(InMemoryContainerEngine world, FakePmmServer server) {
        return MigrationPlan.forContainer(SERVER)
                .containerEngine(world.engine())
                .serverConnector(server.withClock(world.clock()).connector())
                .upgradeOnly()
                .upgradeBy(UpgradeWay.API)
                .accept("UPGRADE_WITHOUT_BACKUP")
                .clock(world.clock())
                .waiter(world.clock());
    }
}
