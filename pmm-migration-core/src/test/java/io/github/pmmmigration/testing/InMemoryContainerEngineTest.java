package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.PullProgress;
import io.github.pmmmigration.container.RestartPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryContainerEngineTest {
    private static final ContainerName SERVER = new ContainerName("pmm-server");
    private static final ContainerName OTHER = new ContainerName("other");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final InMemoryContainerEngine simulation =
            InMemoryContainerEngine.withPmm2Server("pmm-server").addImage(SimulatedImage.tiny("busybox:latest"));
    private final ContainerEngine engine = simulation.engine();

    @Test
    void completesTheConfigurationWithTheDefaultsOfTheImage() {
        simulation.addImage(SimulatedImage.pmm3("3.8.1"));
        ConfigDocument asked = ConfigDocument.empty()
                .with("/Image", "percona/pmm-server:3.8.1")
                .with("/Env", List.of("LANG=C", "MINE=1"))
                .with("/Labels/mine", "yes")
                .with("/Healthcheck/Retries", 9);

        ConfigDocument shown = inspect(create(OTHER, asked)).document();

        assertThat(shown.texts("/Config/Env"))
                .startsWith("LANG=C", "MINE=1")
                .contains("GF_PLUGIN_DIR=/srv/grafana/plugins")
                .doesNotContain("LANG=en_US.utf8");
        assertThat(shown.text("/Config/User")).contains("pmm");
        assertThat(shown.keys("/Config/ExposedPorts")).containsExactly("8080/tcp", "8443/tcp");
        assertThat(shown.text("/Config/Labels/mine")).contains("yes");
        assertThat(shown.number("/Config/Healthcheck/Retries")).hasValue(9);
        assertThat(shown.texts("/Config/Healthcheck/Test")).first().isEqualTo("CMD-SHELL");
        assertThat(shown.text("/Config/Hostname"))
                .hasValueSatisfying(name -> assertThat(name).hasSize(12));
    }

    @Test
    void hidesTheCommandOfTheImageBehindAnotherEntryPoint() {
        ConfigDocument asked = tiny().with("/Entrypoint", List.of("/bin/sleep")).with("/Cmd", List.of("5"));

        ConfigDocument shown = inspect(create(OTHER, asked)).document();

        assertThat(shown.text("/Path")).contains("/bin/sleep");
        assertThat(shown.texts("/Args")).containsExactly("5");
    }

    @Test
    void keepsFieldsThatItDoesNotKnow() {
        ConfigDocument asked = tiny().with("/HostConfig/FutureField", Map.of("a", 1));

        ConfigDocument shown = inspect(create(OTHER, asked)).document();

        assertThat(shown.number("/HostConfig/FutureField/a")).hasValue(1);
    }

    @Test
    void givesDeclaredVolumesOfTheImageANewAnonymousVolume() {
        simulation.addImage(SimulatedImage.pmm3("3.8.1"));

        ContainerSnapshot shown =
                inspect(create(OTHER, ConfigDocument.empty().with("/Image", "percona/pmm-server:3.8.1")));

        assertThat(shown.mountAt("/srv").orElseThrow().volume().orElseThrow().value())
                .hasSize(64);
    }

    @Test
    void mountsNothingWhereMemoryHidesADeclaredVolume() {
        simulation.addImage(SimulatedImage.pmm3("3.8.1"));
        ConfigDocument asked = ConfigDocument.empty()
                .with("/Image", "percona/pmm-server:3.8.1")
                .with("/HostConfig/Tmpfs", Map.of("/srv", ""));

        assertThat(inspect(create(OTHER, asked)).mounts()).isEmpty();
    }

    @Test
    void refusesToMountTwoThingsAtOnePlace() {
        ConfigDocument asked = tiny().with("/HostConfig/Binds", List.of("one:/data", "two:/data"));

        assertThatThrownBy(() -> create(OTHER, asked))
                .isInstanceOf(EngineRejectedException.class)
                .hasMessageContaining("Duplicate mount point");
    }

    @Test
    void refusesToMountAFolderThatDoesNotExist() {
        ConfigDocument asked = tiny().with(
                        "/HostConfig/Mounts", List.of(Map.of("Type", "bind", "Source", "/absent", "Target", "/data")));

        assertThatThrownBy(() -> create(OTHER, asked))
                .isInstanceOf(EngineRejectedException.class)
                .hasMessageContaining("bind source path does not exist");
    }

    @Test
    void leavesAContainerCreatedWhenItsPortIsTaken() {
        ContainerId second = create(OTHER, publishing(tiny(), "443"));

        assertThatThrownBy(() -> engine.start(second))
                .isInstanceOf(EngineRejectedException.class)
                .hasMessageContaining("port is already allocated");

        assertThat(inspect(second).state().status()).isEqualTo(Status.CREATED);
        assertThat(inspect(second).state().exitCode()).isEqualTo(128);
        assertThat(inspect(second).state().everStarted()).isFalse();
        assertThat(inspect(second).state().error()).contains("port is already allocated");
    }

    @Test
    void startsOncePortsOutsideTheEngineAreReleased() {
        simulation.occupyPort(8443);
        ContainerId id = create(OTHER, publishing(tiny(), "8443"));
        assertThatThrownBy(() -> engine.start(id)).isInstanceOf(EngineRejectedException.class);

        simulation.releasePort(8443);
        engine.start(id);

        assertThat(inspect(id).state().isRunning()).isTrue();
    }

    @Test
    void refusesToStartOnANetworkThatDoesNotExist() {
        ContainerId id = create(OTHER, tiny().with("/HostConfig/NetworkMode", "pmm-net"));
        assertThatThrownBy(() -> engine.start(id)).hasMessageContaining("network pmm-net not found");

        simulation.addNetwork("pmm-net");
        engine.start(id);

        assertThat(inspect(id).state().isRunning()).isTrue();
    }

    @Test
    void refusesToStartOnATakenAddress() {
        simulation.addNetwork("pmm-net");
        ConfigDocument asked =
                tiny().with("/NetworkingConfig/EndpointsConfig/pmm-net/IPAMConfig/IPv4Address", "10.0.0.7");
        engine.start(create(OTHER, asked));
        ContainerId second = create(new ContainerName("second"), asked);

        assertThatThrownBy(() -> engine.start(second)).hasMessageContaining("Address already in use");
    }

    @Test
    void showsAddressesAndPortsOnlyWhileItRuns() {
        ContainerId server = id(SERVER);
        assertThat(inspect(server).document().text("/NetworkSettings/Ports/443~1tcp/0/HostPort"))
                .contains("443");

        engine.stop(server, LONG);

        assertThat(inspect(server).document().keys("/NetworkSettings/Ports")).isEmpty();
        assertThat(inspect(server).document().text("/NetworkSettings/Networks/bridge/IPAddress"))
                .contains("");
    }

    @Test
    void stopsTheServicesInsideBeforeTheContainer() {
        ContainerId server = id(SERVER);

        assertThat(exec(server, "supervisorctl", "status").exitCode()).isZero();
        exec(server, "supervisorctl", "stop", "all");

        assertThat(exec(server, "supervisorctl", "status").exitCode()).isEqualTo(3);
        assertThat(inspect(server).state().isRunning()).isTrue();
    }

    @Test
    void tellsTheIdentityOfTheDatabase() {
        String identity = simulation.dataOf(SERVER).systemIdentifier();

        assertThat(exec(id(SERVER), "od", "-An", "-tu8", "-N8", "/srv/postgres14/global/pg_control")
                        .standardOutput())
                .isEqualTo(" " + identity + "\n");
    }

    @Test
    void killsAServerThatGetsTooLittleTimeToStop() {
        engine.stop(id(SERVER), Duration.ofSeconds(1));

        assertThat(inspect(id(SERVER)).state().exitCode()).isEqualTo(137);
        assertThat(simulation.dataOf(SERVER).consistent()).isFalse();
    }

    @Test
    void answersCommandsAsTheTestPrescribes() {
        simulation.onExec(ExecResponder.to(List.of("rpm", "-q"), new ExecResult(0, "pmm-2.44.1", "")));

        assertThat(exec(id(SERVER), "rpm", "-q", "pmm").standardOutput()).isEqualTo("pmm-2.44.1");
        assertThatThrownBy(() -> exec(id(SERVER), "rpm", "-e")).isInstanceOf(EngineRejectedException.class);
    }

    @Test
    void pullsFromTheRegistryAndTellsHowFarItIs() {
        List<PullProgress> progress = new ArrayList<>();

        engine.pull(ImageReference.parse("docker.io/percona/pmm-server:3.8.1"), progress::add);

        assertThat(engine.inspectImage(ImageReference.parse("percona/pmm-server:3.8.1")))
                .isPresent();
        assertThat(progress).hasSizeGreaterThan(1);
    }

    @Test
    void pullsByDigest() {
        SimulatedImage image = SimulatedImage.pmm3("3.8.1");
        String digest = image.snapshot().digestIn("percona/pmm-server").orElseThrow();

        engine.pull(ImageReference.parse("percona/pmm-server@" + digest), PullListener.NONE);

        assertThat(engine.inspectImage(ImageReference.parse("percona/pmm-server:ignored@" + digest)))
                .hasValueSatisfying(found ->
                        assertThat(found.id()).isEqualTo(image.snapshot().id()));
    }

    @Test
    void failsToPullWhileTheRegistryIsBroken() {
        ImageReference target = ImageReference.parse("percona/pmm-server:3.8.1");
        simulation.breakRegistry("connection refused");

        assertThatThrownBy(() -> engine.pull(target, PullListener.NONE))
                .isInstanceOf(ImageNotAvailableException.class)
                .hasMessageContaining("connection refused");

        simulation.repairRegistry();
        assertThat(engine.pull(target, PullListener.NONE).tags()).contains("percona/pmm-server:3.8.1");
    }

    @Test
    void movesATagToTheNewerImage() {
        ContainerSnapshot server = inspect(id(SERVER));
        simulation.publish(SimulatedImage.pmm2("2.44.2").taggedAs("percona/pmm-server:2.44.1"));

        engine.pull(ImageReference.parse("percona/pmm-server:2.44.1"), PullListener.NONE);

        assertThat(engine.inspectImage(server.image()).orElseThrow().tags()).isEmpty();
        assertThat(inspect(id(SERVER)).image()).isEqualTo(server.image());
    }

    @Test
    void startsAtDaemonStartWhatItsRestartPolicyAsksFor() {
        ContainerId always = running("always", "always");
        ContainerId unlessStopped = running("unless-stopped", "unless-stopped");
        ContainerId no = running("no", "no");
        ContainerId stoppedAlways = running("stopped-always", "always");
        ContainerId stoppedUnless = running("stopped-unless", "unless-stopped");
        engine.stop(stoppedAlways, Duration.ZERO);
        engine.stop(stoppedUnless, Duration.ZERO);

        simulation.daemonRestart();

        assertThat(List.of(always, unlessStopped, stoppedAlways))
                .allSatisfy(id -> assertThat(inspect(id).state().isRunning()).isTrue());
        assertThat(List.of(no, stoppedUnless))
                .allSatisfy(id -> assertThat(inspect(id).state().isRunning()).isFalse());
    }

    @Test
    void leavesAtDaemonStartWhatWasNeverStarted() {
        ContainerId id = create(OTHER, tiny().with("/HostConfig/RestartPolicy/Name", "always"));

        simulation.daemonRestart();

        assertThat(inspect(id).state().status()).isEqualTo(Status.CREATED);
    }

    @Test
    void startsAtDaemonStartWhatFailedAndMayBeRetried() {
        ContainerId id = running("retried", "on-failure");
        engine.stop(id, Duration.ZERO);

        simulation.daemonRestart();

        assertThat(inspect(id).state().isRunning()).isTrue();
    }

    @Test
    void letsAServerEndGracefullyWhenTheDaemonStops() {
        simulation.daemonRestart();

        assertThat(inspect(id(SERVER)).state().isRunning()).isTrue();
        assertThat(simulation.dataOf(SERVER).consistent()).isTrue();
    }

    @Test
    void removesAContainerThatFailedToStartWhenItWasAskedTo() {
        ContainerId id = create(OTHER, publishing(tiny(), "443").with("/HostConfig/AutoRemove", true));

        assertThatThrownBy(() -> engine.start(id)).isInstanceOf(EngineRejectedException.class);

        assertThat(engine.inspect(id.toRef())).isEmpty();
    }

    @Test
    void restartsWhatEndsByItselfAgainAndAgain() {
        ContainerId id = create(OTHER, script("exit 1").with("/HostConfig/RestartPolicy/Name", "always"));
        engine.start(id);

        simulation.clock().advance(Duration.ofSeconds(30));

        assertThat(inspect(id).state().status()).isEqualTo(Status.RESTARTING);
        assertThat(inspect(id).document().number("/RestartCount").orElseThrow()).isGreaterThan(3);
        assertThatThrownBy(() -> exec(id, "true")).isInstanceOf(EngineRejectedException.class);
    }

    @Test
    void givesUpRestartingAfterTheRetriesOfThePolicy() {
        ContainerId id = create(
                OTHER,
                script("exit 1")
                        .with("/HostConfig/RestartPolicy", Map.of("Name", "on-failure", "MaximumRetryCount", 2)));
        engine.start(id);

        simulation.clock().advance(Duration.ofMinutes(5));

        assertThat(inspect(id).state().hasExited()).isTrue();
        assertThat(inspect(id).document().number("/RestartCount")).hasValue(2);
    }

    @Test
    void removesAContainerByItselfWhenItWasAskedTo() {
        ContainerId id = create(OTHER, script("exit 0").with("/HostConfig/AutoRemove", true));
        engine.start(id);

        simulation.clock().advance(Duration.ofSeconds(1));

        assertThat(engine.inspect(id.toRef())).isEmpty();
    }

    @Test
    void copiesEverythingButLetsNothingFlowBack() {
        InMemoryContainerEngine copy = simulation.copy();

        copy.engine().stop(id(SERVER), LONG);
        copy.engine().rename(id(SERVER), OTHER);

        assertThat(inspect(id(SERVER)).name()).isEqualTo(SERVER);
        assertThat(inspect(id(SERVER)).state().isRunning()).isTrue();
        assertThat(simulation.dataOf(SERVER)).isNotEqualTo(copy.dataOf(OTHER));
        assertThat(simulation.clock().instant()).isBefore(copy.clock().instant());
    }

    @Test
    void endsRightAfterItsStartOnAnImageThatDoes() {
        simulation.publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.EXITS_AT_START));
        new ScriptedMigration(engine).run();

        simulation.clock().advance(Duration.ofMillis(30));

        assertThat(inspect(id(SERVER)).state().exitCode()).isEqualTo(1);
        assertThat(simulation.dataOf(SERVER).touchedByPmm3()).isFalse();
    }

    private ContainerId running(String name, String policy) {
        ContainerId id = create(
                new ContainerName(name), script("sleep infinity").with("/HostConfig/RestartPolicy/Name", policy));
        engine.start(id);
        return id;
    }

    private static ConfigDocument tiny() {
        return script("sleep infinity");
    }

    private static ConfigDocument script(String script) {
        return ConfigDocument.empty().with("/Image", "busybox:latest").with("/Cmd", List.of("sh", "-c", script));
    }

    private static ConfigDocument publishing(ConfigDocument document, String port) {
        return document.with(
                "/HostConfig/PortBindings/80~1tcp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", port)));
    }

    private ContainerId create(ContainerName name, ConfigDocument configuration) {
        return engine.create(new ContainerSpec(name, configuration));
    }

    private ContainerId id(ContainerName name) {
        return engine.inspect(name.toRef()).orElseThrow().id();
    }

    private ContainerSnapshot inspect(ContainerId id) {
        return engine.inspect(id.toRef()).orElseThrow();
    }

    private ExecResult exec(ContainerId id, String... arguments) {
        return engine.exec(id, Command.of(arguments), LONG);
    }

    @Test
    void replacesRestartPoliciesButNotWithAutomaticRemoval() {
        ContainerId id = create(OTHER, tiny().with("/HostConfig/AutoRemove", true));

        assertThatThrownBy(() -> engine.setRestartPolicy(id, RestartPolicy.ALWAYS))
                .isInstanceOf(EngineRejectedException.class)
                .hasMessageContaining("AutoRemove");
    }
}
