package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.testing.DataFacts.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ForbiddenHistoryTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final ContainerEngine engine = simulation.engine();
    private final ScriptedMigration migration = new ScriptedMigration(engine);

    @Test
    void seesNothingWrongInAnOrdinaryMigration() {
        migration.run();

        assertThat(simulation.violations()).isEmpty();
        assertThat(simulation.dataIn(ScriptedMigration.DATA).writtenBy()).isEqualTo("3.8.1");
        assertThat(simulation.dataIn(ScriptedMigration.BACKUP).ownership()).isEqualTo(Ownership.PMM2);
    }

    @Test
    void forbidsTwoServersOnOneVolume() {
        ConfigDocument second = ConfigDocument.empty()
                .with("/Image", "percona/pmm-server:2.44.1")
                .with("/HostConfig/Binds", List.of(ScriptedMigration.DATA + ":/srv"));
        ContainerId id = engine.create(new ContainerSpec(ScriptedMigration.REPLACEMENT, second));

        assertForbidden(() -> start(id), "are running on the same data");
    }

    @Test
    void forbidsARestartOfTheEngineToStartTwoServersOnOneVolume() {
        assertForbidden(() -> createSecondServer("always"), "may be started on the same data");
    }

    @Test
    void forbidsARestartOfTheEngineToStartAStoppedServerBesideItsReplacement() {
        prepareAll();
        ContainerId source = migration.id(ScriptedMigration.SERVER);
        ContainerId replacement = migration.id(ScriptedMigration.REPLACEMENT);
        engine.setRestartPolicy(source, RestartPolicy.ALWAYS);

        assertForbidden(
                () -> engine.setRestartPolicy(replacement, RestartPolicy.ALWAYS), "may be started on the same data");
    }

    @Test
    void forbidsPmm3OnForeignOwnedData() {
        migration.createVolumes();
        ContainerId replacement = migration.createReplacement(ScriptedMigration.SERVER_IMAGE, "no");
        migration.stopSource();
        engine.setRestartPolicy(migration.id(ScriptedMigration.SERVER), RestartPolicy.NO);

        assertForbidden(() -> start(replacement), "data that is not its own");
        assertThat(engine.waitForExit(replacement, LONG)).hasValue(1);
        assertThat(engine.logTail(replacement, 1)).contains("/srv is not writable");
    }

    @Test
    void forbidsPmm3BeforeTheBackupIsComplete() {
        prepareAll();
        simulation.changeData(ScriptedMigration.BACKUP, backup -> backup.withoutNote(HelperEffects.COMPLETE));

        assertForbidden(() -> start(migration.id(ScriptedMigration.REPLACEMENT)), "before the backup was complete");
    }

    @Test
    void forbidsPmm3WhenTheBackupIsOlderThanTheData() {
        prepareAll();
        simulation.changeData(ScriptedMigration.DATA, data -> data.changedBy("2.44.1"));

        assertForbidden(() -> start(migration.id(ScriptedMigration.REPLACEMENT)), "before the backup was complete");
    }

    @Test
    void forbidsPmm3WithoutTheBackupThatTheTestExpects() {
        simulation.expectBackup();
        migration.createReplacement(ScriptedMigration.SERVER_IMAGE, "no");
        migration.stopSource();
        engine.setRestartPolicy(migration.id(ScriptedMigration.SERVER), RestartPolicy.NO);
        simulation.changeData(ScriptedMigration.DATA, data -> data.ownedBy(Ownership.PMM3));

        assertForbidden(() -> start(migration.id(ScriptedMigration.REPLACEMENT)), "before the backup was complete");
    }

    @Test
    void forbidsPmm2OnDataThatPmm3HasChanged() {
        migration.run();
        ContainerId replacement = migration.id(ScriptedMigration.SERVER);
        engine.stop(replacement, LONG);
        engine.setRestartPolicy(replacement, RestartPolicy.NO);
        ContainerId retired = migration.id(ScriptedMigration.RETIRED);

        assertForbidden(() -> start(retired), "data that PMM 3 had changed");
        assertThat(engine.inspect(retired.toRef()).orElseThrow().state().isRunning())
                .isTrue();
    }

    @Test
    void forbidsToRemoveTheLastDefinitionOfPmm2() {
        migration.run();

        assertForbidden(() -> engine.remove(migration.id(ScriptedMigration.RETIRED)), "no container is left");
    }

    @Test
    void allowsToRemoveTheRetiredServerAtCommit() {
        migration.run();

        simulation.expectCommit();
        engine.remove(migration.id(ScriptedMigration.RETIRED));

        assertThat(simulation.violations()).isEmpty();
    }

    @Test
    void forbidsToLoseAnAnonymousVolumeByStoppingItsContainer() {
        InMemoryContainerEngine risky = InMemoryContainerEngine.empty()
                .add(SimulatedServer.pmm2("pmm-server")
                        .on(StorageKind.ANONYMOUS_VOLUME)
                        .restarting(RestartPolicy.NO)
                        .with("/HostConfig/AutoRemove", true));
        ContainerId server = new ScriptedMigration(risky.engine()).id(ScriptedMigration.SERVER);

        assertThatThrownBy(() -> risky.engine().stop(server, LONG))
                .isInstanceOf(ForbiddenHistory.class)
                .hasMessageContaining("data of the user was lost");
    }

    @Test
    void forbidsToLoseTheLayerThatHoldsTheData() {
        InMemoryContainerEngine layered =
                InMemoryContainerEngine.withPmm2Server("pmm-server", StorageKind.CONTAINER_LAYER);
        ContainerId server = new ScriptedMigration(layered.engine()).id(ScriptedMigration.SERVER);
        layered.engine().stop(server, LONG);

        assertThatThrownBy(() -> layered.engine().remove(server))
                .isInstanceOf(ForbiddenHistory.class)
                .hasMessageContaining("data of the user was lost");
    }

    @Test
    void forbidsToOverwriteTheBackupWithChangedOwners() {
        prepareAll();
        migration.removeHelper("prepare");
        simulation.changeData(ScriptedMigration.RECORDS, records -> records.withNotes(Map.of()));

        assertForbidden(() -> migration.runHelper("prepare", "second"), "overwritten with changed owners");
    }

    @Test
    void forbidsToFinishTheBackupWhileTheServerRuns() {
        migration.createVolumes();

        assertForbidden(() -> migration.runHelper("prepare", "first"), "while a server was writing");
    }

    @Test
    void allowsAHelperThatWaitsWhileTheServerRunsAndForbidsItsRelease() {
        migration.createVolumes();
        engine.create(migration.helperSpec("prepare", "first", Map.of()));
        engine.start(migration.id(ScriptedMigration.helper("prepare")));
        simulation.clock().advance(Duration.ofMinutes(1));
        assertThat(simulation.violations()).isEmpty();

        assertForbidden(
                () -> {
                    migration.release("prepare");
                    simulation.clock().advance(Duration.ofMinutes(1));
                },
                "while a server was writing");
    }

    @Test
    void reportsEachViolationOnceAndKeepsIt() {
        assertForbidden(() -> createSecondServer("always"), "may be started on the same data");

        engine.ping();

        assertThat(simulation.violations()).hasSize(1);
    }

    private void prepareAll() {
        migration.steps().subList(0, 6).forEach(Runnable::run);
    }

    private void createSecondServer(String policy) {
        migration.createReplacement(ScriptedMigration.SERVER_IMAGE, policy);
    }

    private void start(ContainerId server) {
        engine.start(server);
    }

    private static void assertForbidden(ThrowingCallable call, String what) {
        assertThatThrownBy(call).isInstanceOf(ForbiddenHistory.class).hasMessageContaining(what);
    }

    @Test
    void countsNeitherLocksNorHelpersAsDefinitionsOfPmm2() {
        ContainerSpec lock = new ContainerSpec(
                new ContainerName("pmm-server-migration-lock"),
                ConfigDocument.empty()
                        .with("/Image", "percona/pmm-server:2.44.1")
                        .with("/Labels", ScriptedMigration.labels("lock"))
                        .with("/HostConfig/Binds", List.of(ScriptedMigration.DATA + ":/srv")));
        engine.create(lock);
        ContainerId server = migration.id(ScriptedMigration.SERVER);
        engine.stop(server, LONG);

        assertForbidden(() -> engine.remove(server), "no container is left");
    }
}
