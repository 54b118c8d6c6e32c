package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.HopMade;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.Interruption;
import io.github.pmmmigration.testing.SimulatedCrash;
import io.github.pmmmigration.testing.SimulatedImage;
import io.github.pmmmigration.testing.SimulatedServer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopsTest {
    private static final String SERVER = "pmm-server";

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty()
            .publish(SimulatedImage.pmm2("2.32.0"))
            .expectBackup();

    @ParameterizedTest
    @CsvSource({
        "2.30.0, 0, , 2.32.0 2.44.1 3.8.1",
        "2.41.2, 0, , 2.44.1 3.8.1",
        "2.41.2, 2, , 2.44.1 3.7.0",
        "2.44.1, 0, , 3.8.1",
        "2.44.1, 0, 3.12.0, 3.8.1 3.12.0",
        "2.44.1, 2, 3.8.1, 3.7.0 3.8.1",
        "2.30.0, 2, 3.12.0, 2.32.0 2.44.1 3.7.0 3.12.0"
    })
    void reachesTheTargetHopByHop(String version, int keys, String target, String hops) {
        MigrationPlanBuilder builder = plan(server(version).withApiKeys(keys));
        MigrationPlan plan = (target == null ? builder : builder.targetImage("percona/pmm-server:" + target)).build();

        MigrationReport report = plan.execute();

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.hops()).extracting(HopMade::to).containsExactly(hops.split(" ", -1));
        assertThat(report.hops()).allSatisfy(hop -> assertThat(hop.backup()).isPresent());
        assertThat(report.source().version()).isEqualTo(version);
        String[] all = hops.split(" ", -1);
        assertThat(serving()).isEqualTo(all[all.length - 1]);
        assertThat(report.apiKeys().orElseThrow().total()).isEqualTo(keys);
        assertThat(plan.execute().outcome()).isEqualTo(Outcome.ALREADY_MIGRATED);
        assertThat(engine.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"in-place", "copy"})
    void goesBackToPmm2OverAllHopsSinceThen(String strategy) {
        MigrationPlan plan = plan(server("2.41.2"))
                .targetImage("percona/pmm-server:3.12.0")
                .data(strategy.equals("copy") ? DataStrategy.copy() : DataStrategy.inPlace())
                .build();
        plan.execute();

        MigrationReport report = plan.rollBack();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(serving()).isEqualTo("2.44.1");
        assertThat(engine.dataOf(new ContainerName(SERVER)).touchedByPmm3()).isFalse();
        String end = containers();
        plan.rollBack();
        assertThat(containers()).isEqualTo(end);
        assertThat(plan.execute().outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(serving()).isEqualTo("3.12.0");
    }

    @Test
    void stopsAfterAnyHopAndGoesOnWhenRunAgain() {
        FakePmmServer server = server("2.30.0");
        MigrationPlan once = plan(server).atMostHops(1).build();

        MigrationReport first = once.execute();
        String afterFirst = serving();
        once.execute();
        String afterSecond = serving();
        MigrationReport last = once.execute();

        assertThat(first.findings()).extracting(Finding::code).contains("HOPS_LEFT");
        assertThat(afterFirst).isEqualTo("2.32.0");
        assertThat(afterSecond).isEqualTo("2.44.1");
        assertThat(serving()).isEqualTo("3.8.1");
        assertThat(last.findings()).extracting(Finding::code).doesNotContain("HOPS_LEFT");
    }

    @Test
    void goesOnToATargetThatWasNamedWhenTheWayWasBegun() {
        FakePmmServer server = server("2.44.1");
        plan(server).targetImage("percona/pmm-server:3.12.0").atMostHops(1).execute();
        String between = serving();

        plan(server).execute();

        assertThat(between).isEqualTo("3.8.1");
        assertThat(serving()).isEqualTo("3.12.0");
    }

    @Test
    void fallsBackToAnEarlierVersionWhenTheDirectHopDoesNotGetReady() {
        engine.publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.NEVER_READY));

        MigrationReport report = plan(server("2.41.2")).execute();

        assertThat(report.hops()).extracting(HopMade::to).containsExactly("2.44.1", "3.8.1", "3.7.0");
        assertThat(report.hops())
                .extracting(HopMade::outcome)
                .containsExactly(Outcome.MIGRATED, Outcome.ROLLED_BACK, Outcome.MIGRATED);
        assertThat(report.findings()).extracting(Finding::code).contains("FALLBACK_TAKEN");
        assertThat(serving()).isEqualTo("3.7.0");
    }

    @Test
    void refusesWhenTheStopForApiKeysCannotBeHad() {
        String target = "registry.example/mon/server:3.8.1";
        engine.publish(SimulatedImage.pmm3("3.8.1").taggedAs(target));

        MigrationOutcome outcome =
                plan(server("2.44.1").withApiKeys(2)).targetImage(target).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(outcome.report().findings())
                .extracting(Finding::code, Finding::severity)
                .contains(tuple("STOPOVER_MISSING", Severity.BLOCKER));
        assertThat(serving()).isEqualTo("2.44.1");
    }

    @Test
    void goesToTheTargetAtOnceWhenItWasAcceptedThatTheStopForApiKeysCannotBeHad() {
        String target = "registry.example/mon/server:3.8.1";
        engine.publish(SimulatedImage.pmm3("3.8.1").taggedAs(target));

        MigrationReport report = plan(server("2.44.1").withApiKeys(2))
                .targetImage(target)
                .accept("STOPOVER_MISSING")
                .execute();

        assertThat(report.hops()).extracting(HopMade::to).containsExactly("3.7.0", "3.8.1");
        assertThat(report.hops()).extracting(HopMade::outcome).containsExactly(Outcome.STOPPED, Outcome.MIGRATED);
        assertThat(report.findings()).extracting(Finding::code).contains("STOPOVER_MISSING", "API_KEYS_NEED_STOPOVER");
        assertThat(serving()).isEqualTo("3.8.1");
    }

    @Test
    void stopsWhenAStopThatWasAskedForCannotBeHad() {
        String target = "registry.example/mon/server:3.8.1";
        engine.publish(SimulatedImage.pmm3("3.8.1").taggedAs(target));

        MigrationOutcome outcome = plan(server("2.44.1").withApiKeys(2))
                .targetImage(target)
                .via("registry.example/mon/server:3.7.0")
                .attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(serving()).isEqualTo("2.44.1");
    }

    @Test
    void previewsAllOfAServerWhoseImageHasAnotherNameAndWhoseCommandIsItsOwn() {
        engine.add(SimulatedServer.pmm2(SERVER)
                .of(SimulatedImage.tiny("registry.example/mon/two:latest").runningPmm("2.44.1"))
                .with("/Cmd", List.of("/start", "--slowly")));
        FakePmmServer server = linked(FakePmmServer.pmm2("2.44.1"));

        MigrationPreview preview =
                plan(server).targetImage("registry.example/mon/three:latest").preview();

        assertThat(preview.actions())
                .extracting(PlannedAction::id)
                .contains("stop-server", "await-prepare", "start-server", "await-readiness", "verify", "release-lock");
    }

    @Test
    void previewsTheServerThatServesOnceAMigrationIsFinished() {
        MigrationPlanBuilder plan = plan(server("2.44.1"));
        plan.execute();

        MigrationPreview preview = plan.preview();

        assertThat(preview.findings()).extracting(Finding::code).containsExactly("ALREADY_PMM3");
        assertThat(preview.actions()).isEmpty();
    }

    @Test
    void staysWithPmm2WhenTheFallbackFailsToo() {
        engine.publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.EXITS_AT_START))
                .publish(SimulatedImage.pmm3("3.7.0").behaving(SimulatedImage.Behaviour.EXITS_AT_START));

        MigrationOutcome outcome = plan(server("2.44.1")).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(serving()).isEqualTo("2.44.1");
    }

    @Test
    void doesNotFallBackFromWhatTheUserNamed() {
        engine.publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.NEVER_READY));

        MigrationOutcome outcome =
                plan(server("2.44.1")).targetImage("percona/pmm-server:3.8.1").attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome.report().hops()).hasSize(1);
    }

    @Test
    void refusesAnOldServerWhenHopsAreForbidden() {
        MigrationOutcome outcome = plan(server("2.41.2")).noHop().attempt();

        assertThat(outcome.report().findings()).extracting(Finding::code).contains("VERSION_TOO_OLD");
        assertThat(serving()).isEqualTo("2.41.2");
    }

    @Test
    void refusesWhatIsBeyondTheWindowBeforeTheFirstHop() {
        MigrationOutcome outcome =
                plan(server("2.41.2")).targetImage("percona/pmm-server:3.13.0").attempt();

        assertThat(outcome.report().findings()).extracting(Finding::code).contains("TARGET_TOO_NEW");
        assertThat(serving()).isEqualTo("2.41.2");
    }

    @Test
    void tellsBeforeTheFirstHopWhatWouldStopTheMigrationLater() {
        engine.add(SimulatedServer.pmm2(SERVER)
                .of(SimulatedImage.pmm2("2.41.2"))
                .withEnvironment("DATA_RETENTION", "30d"));

        MigrationOutcome outcome = plan(FakePmmServer.pmm2("2.41.2")).attempt();

        assertThat(outcome.report().findings()).extracting(Finding::code).contains("ENV_INVALID");
        assertThat(engine.engine().list(ContainerFilter.all())).hasSize(1);
    }

    @Test
    void previewsAllHops() {
        MigrationPreview preview = plan(server("2.30.0")).preview();

        assertThat(preview.data().path().hops())
                .extracting(Hop::kind)
                .containsExactly(Hop.Kind.UPGRADE_PMM2, Hop.Kind.UPGRADE_PMM2, Hop.Kind.MIGRATE);
        assertThat(preview.executable()).as(preview.toText()).isTrue();
        assertThat(preview.actions()).extracting(PlannedAction::hop).contains(1, 2, 3);
        assertThat(preview.actions().stream().filter(action -> action.id().equals("migrate-api-keys")))
                .extracting(PlannedAction::hop)
                .containsExactly(3);
        assertThat(preview.configurationDifferences())
                .anySatisfy(difference -> assertThat(difference.after()).contains("8443"));
        assertThat(preview.toText()).contains("2.30.0 -> 2.32.0", "2.44.1 -> 3.8.1");
        assertThat(preview.toJson()).contains("\"path\"", "\"UPGRADE_PMM2\"");
        assertThat(preview.execute().outcome()).isEqualTo(Outcome.MIGRATED);
    }

    @Test
    void upgradesPmm2AndGoesBackAndAccepts() {
        FakePmmServer server = server("2.41.2");
        MigrationPlan upgrade = plan(server).upgradeOnly().build();

        MigrationReport report = upgrade.execute();
        String upgraded = serving();
        upgrade.rollBack();
        String back = serving();
        upgrade.execute();
        engine.expectCommit();
        MigrationReport committed = upgrade.commit();

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.apiKeys()).isEmpty();
        assertThat(upgraded).isEqualTo("2.44.1");
        assertThat(back).isEqualTo("2.41.2");
        assertThat(serving()).isEqualTo("2.44.1");
        assertThat(committed.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(upgrade.execute().outcome()).isEqualTo(Outcome.ALREADY_MIGRATED);
    }

    @Test
    void leavesOwnersAndSettingsAloneInAnUpgrade() {
        engine.add(SimulatedServer.pmm2(SERVER)
                .of(SimulatedImage.pmm2("2.41.2"))
                .withEnvironment("DISABLE_TELEMETRY", "1"));
        FakePmmServer server = linked(FakePmmServer.pmm2("2.41.2"));

        plan(server).upgradeOnly().execute();

        ContainerSnapshot now =
                engine.engine().inspect(new ContainerName(SERVER).toRef()).orElseThrow();
        assertThat(now.document().texts("/Config/Env")).contains("DISABLE_TELEMETRY=1");
        assertThat(now.document().keys("/HostConfig/PortBindings")).containsExactly("443/tcp");
        assertThat(engine.dataOf(now.id()).ownership().name()).isEqualTo("PMM2");
    }

    @Test
    void goesBackToTheSameAfterAFailedUpgrade() {
        engine.publish(SimulatedImage.pmm2("2.44.1").behaving(SimulatedImage.Behaviour.NEVER_READY));

        MigrationOutcome outcome = plan(server("2.41.2")).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(serving()).isEqualTo("2.41.2");
        assertThat(outcome.report().hops()).extracting(HopMade::outcome).containsExactly(Outcome.ROLLED_BACK);
    }

    @Test
    void finishesAnInterruptedUpgradeBeforeItMigrates() {
        FakePmmServer server = server("2.41.2");
        MigrationPlan broken = plan(server)
                .upgradeOnly()
                .containerEngine(engine.interruptingChange(Interruption.CRASH_AFTER, 13))
                .build();
        assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(broken::execute);

        MigrationReport report = plan(server).execute();

        assertThat(report.hops()).extracting(HopMade::to).containsExactly("2.44.1", "3.8.1");
        assertThat(serving()).isEqualTo("3.8.1");
    }

    @Test
    void upgradesPmm3WithABackupAndGoesBackToPmm3() {
        engine.add(SimulatedServer.pmm2(SERVER)
                .of(SimulatedImage.pmm3("3.7.0"))
                .publishingNothing()
                .publishing(443, "8443/tcp"));
        FakePmmServer server = linked(FakePmmServer.pmm3("3.7.0"));
        MigrationPlan plan = plan(server).upgradeOnly().build();

        MigrationReport nothingToDo = plan(server).build().execute();
        MigrationReport report = plan.execute();
        String upgraded = serving();
        plan.rollBack();

        assertThat(nothingToDo.outcome()).isEqualTo(Outcome.ALREADY_MIGRATED);
        assertThat(nothingToDo.actions()).isEmpty();
        assertThat(report.hops()).extracting(HopMade::kind).containsExactly(Hop.Kind.UPGRADE_PMM3);
        assertThat(upgraded).isEqualTo("3.12.0");
        assertThat(serving()).isEqualTo("3.7.0");
    }

    @Test
    void acceptsAllHopsAtOnce() {
        MigrationPlan plan = plan(server("2.30.0")).build();
        plan.execute();
        engine.expectCommit();

        MigrationReport report = plan.commitAndDropBackup();

        assertThat(engine.engine().list(ContainerFilter.all())).hasSize(1);
        assertThat(report.leftovers()).isEmpty();
    }

    private FakePmmServer server(String version) {
        engine.add(SimulatedServer.pmm2(SERVER).of(SimulatedImage.pmm2(version)));
        return linked(FakePmmServer.pmm2(version));
    }

    private FakePmmServer linked(FakePmmServer server) {
        engine.onServerChanged(change -> {
            if (change.ready()) {
                server.becomes(PmmVersion.parse(change.version()));
            } else if (change.running()) {
                server.stops();
            }
        });
        return server.withClock(engine.clock());
    }

    private MigrationPlanBuilder plan(FakePmmServer server) {
        return MigrationPlan.forContainer(SERVER)
                .containerEngine(engine.engine())
                .serverConnector(server.connector())
                .timeouts(timeouts -> timeouts.withReadiness(Duration.ofMinutes(5)))
                .clock(engine.clock())
                .waiter(engine.clock());
    }

    private String serving() {
        ContainerSnapshot server =
                engine.engine().inspect(new ContainerName(SERVER).toRef()).orElseThrow();
        assertThat(server.state().isRunning()).isTrue();
        return server.imageReference().replaceFirst("^.*:", "");
    }

    private String containers() {
        return String.join(
                "\n",
                engine.engine().list(ContainerFilter.all()).stream()
                        .map(container -> container.name() + " " + container.id() + " "
                                + container.state().status())
                        .sorted(Comparator.naturalOrder())
                        .toList());
    }
}
