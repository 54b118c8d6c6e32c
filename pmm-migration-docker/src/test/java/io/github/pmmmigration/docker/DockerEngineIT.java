package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.PullProgress;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import io.github.pmmmigration.error.MigrationException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class DockerEngineIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static TestBed bed;
    private static DockerEngine engine;

    private Sandbox sandbox;

    @BeforeAll
    static void connect() {
        bed = TestBed.require();
        engine = bed.connect();
        if (engine.inspectImage(bed.image()).isEmpty()) {
            engine.pull(bed.image(), PullListener.NONE);
        }
    }

    @AfterAll
    static void disconnect() {
        if (engine != null) {
            engine.close();
        }
    }

    @BeforeEach
    void prepare() {
        sandbox = new Sandbox(engine, bed.image());
    }

    @AfterEach
    void tidy() {
        sandbox.close();
    }

    @Test
    void saysWhoAnswers() {
        var info = engine.ping();

        assertThat(info.version()).matches("\\d+\\.\\d+.*");
        assertThat(info.apiVersion()).matches("1\\.\\d+");
        assertThat(info.document().text("/OSType")).contains("linux");
    }

    @Test
    void leadsAContainerThroughItsLife() {
        ContainerId container = sandbox.create("life");

        assertThat(state(container)).isEqualTo(Status.CREATED);
        assertThat(engine.inspect(container.toRef()).orElseThrow().state().everStarted())
                .isFalse();
        engine.start(container);
        engine.start(container);
        assertThat(state(container)).isEqualTo(Status.RUNNING);
        engine.stop(container, Duration.ofSeconds(20));
        engine.stop(container, Duration.ofSeconds(20));
        assertThat(state(container)).isEqualTo(Status.EXITED);
        engine.remove(container);
        assertThat(engine.inspect(container.toRef())).isEmpty();
    }

    @Test
    void doesNotFindWhatIsNotThere() {
        assertThat(engine.inspect(sandbox.name("nobody").toRef())).isEmpty();
        assertThat(engine.inspectImage(ImageReference.parse("nobody/nothing:1")))
                .isEmpty();
        assertThat(engine.inspectVolume(new VolumeName(sandbox.name("nothing").value())))
                .isEmpty();
    }

    @Test
    void refusesToChangeWhatIsNotThere() {
        ContainerId gone = new ContainerId("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
        List<Runnable> changes = List.of(
                () -> engine.start(gone),
                () -> engine.stop(gone, LONG),
                () -> engine.rename(gone, sandbox.name("new")),
                () -> engine.setRestartPolicy(gone, RestartPolicy.NO),
                () -> engine.remove(gone),
                () -> engine.exec(gone, Command.of("true"), LONG),
                () -> engine.waitForExit(gone, LONG),
                () -> engine.logTail(gone, 1));

        assertThat(changes)
                .allSatisfy(change -> assertThatExceptionOfType(ContainerNotFoundException.class)
                        .isThrownBy(change::run)
                        .extracting(MigrationException::code)
                        .isEqualTo("CONTAINER_NOT_FOUND"));
    }

    @Test
    void neverGivesANameTwice() {
        ContainerId first = sandbox.create("first");
        ContainerId second = sandbox.create("second");

        assertThatThrownBy(() -> sandbox.create("first")).isInstanceOf(NameConflictException.class);
        assertThatThrownBy(() -> engine.rename(second, sandbox.name("first")))
                .isInstanceOf(NameConflictException.class);
        engine.rename(first, sandbox.name("first"));
        engine.rename(first, sandbox.name("third"));
        assertThat(engine.inspect(first.toRef()).orElseThrow().name()).isEqualTo(sandbox.name("third"));
    }

    @Test
    void switchesTheRestartPolicyReallyOff() {
        assumeDocker();
        ContainerId container = sandbox.create(
                "always", sandbox.running("true").with("/HostConfig/RestartPolicy", Map.of("Name", "always")));

        engine.setRestartPolicy(container, RestartPolicy.NO);

        assertThat(policy(container)).isEqualTo(RestartPolicy.NO);
        engine.setRestartPolicy(container, RestartPolicy.parse("on-failure:3"));
        assertThat(policy(container)).isEqualTo(RestartPolicy.parse("on-failure:3"));
    }

    @Test
    void separatesTheOutputsOfACommand() {
        ContainerId container = sandbox.start("exec");

        ExecResult result = engine.exec(container, Command.of("sh", "-c", "echo out; echo err >&2; exit 3"), LONG);

        assertThat(result).isEqualTo(new ExecResult(3, "out\n", "err\n"));
    }

    @Test
    void runsCommandsAsAnotherUser() {
        ContainerId container = sandbox.start("exec");

        ExecResult result = engine.exec(container, Command.of("id", "-u").as("1000:1000"), LONG);

        assertThat(result.standardOutput()).isEqualTo("1000\n");
    }

    @Test
    void readsOutputOfManyMegabytes() {
        ContainerId container = sandbox.start("exec");

        ExecResult result =
                engine.exec(container, Command.of("sh", "-c", "head -c 20000000 /dev/zero | tr '\\0' x"), LONG);

        assertThat(result.standardOutput()).hasSize(20_000_000);
    }

    @Test
    void stopsWaitingForACommandInTime() {
        ContainerId container = sandbox.start("exec");

        assertThatThrownBy(() -> engine.exec(container, Command.of("sleep", "600"), Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        EngineTimeoutException.class, e -> assertThat(e.code()).isEqualTo("EXEC_TIMEOUT"));
    }

    @Test
    void returnsWhenACommandEndedAndItsChildKeepsTheOutputOpen() {
        ContainerId container = sandbox.start("exec");

        ExecResult result = engine.exec(container, Command.of("sh", "-c", "sleep 600 & echo done"), LONG);

        assertThat(result).isEqualTo(new ExecResult(0, "done\n", ""));
    }

    @Test
    void tellsAMissingProgramFromAFailingOne() {
        ContainerId container = sandbox.start("exec");

        assertThatThrownBy(() -> engine.exec(container, Command.of("no-such-program"), LONG))
                .isInstanceOf(EngineRejectedException.class)
                .hasMessageContaining("no-such-program");
        assertThat(engine.exec(container, Command.of("sh", "-c", "no-such-program"), LONG)
                        .exitCode())
                .isEqualTo(127);
    }

    @Test
    void runsNoCommandInAStoppedContainer() {
        ContainerId container = sandbox.create("exec");

        assertThatThrownBy(() -> engine.exec(container, Command.of("true"), LONG))
                .isInstanceOf(EngineRejectedException.class)
                .isNotInstanceOf(ContainerNotFoundException.class);
    }

    @Test
    void waitsForTheExitCode() {
        ContainerId container = sandbox.start("wait", "sleep 0.5; exit 7");

        assertThat(engine.waitForExit(container, LONG)).hasValue(7);
        assertThat(engine.waitForExit(container, LONG)).hasValue(7);
    }

    @Test
    void doesNotTakeAContainerThatNeverRanForOneThatEnded() {
        ContainerId container = sandbox.create("wait");

        assertThat(engine.waitForExit(container, Duration.ofMillis(300))).isEmpty();
    }

    @Test
    void stopsWaitingForAContainerInTime() {
        ContainerId container = sandbox.start("wait");

        assertThat(engine.waitForExit(container, Duration.ofMillis(300))).isEmpty();
    }

    @Test
    void readsTheEndOfTheLog() {
        ContainerId plain = sandbox.start("log", "echo one; echo two; echo three >&2");
        ContainerId terminal =
                sandbox.create("tty", sandbox.running("echo one; echo two").with("/Tty", true));
        engine.start(terminal);
        engine.waitForExit(plain, LONG);
        engine.waitForExit(terminal, LONG);

        assertThat(engine.logTail(plain, 100).lines()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(engine.logTail(plain, 1).lines()).hasSize(1);
        assertThat(engine.logTail(terminal, 1)).isEqualTo("two\r\n");
    }

    @Test
    void hasNoLogWhereNoneIsKept() {
        ContainerId container =
                sandbox.create("log", sandbox.running("echo one").with("/HostConfig/LogConfig/Type", "none"));
        engine.start(container);
        engine.waitForExit(container, LONG);

        assertThat(engine.logTail(container, 10)).isEmpty();
    }

    @Test
    void refusesToRemoveARunningContainer() {
        ContainerId container = sandbox.start("running");

        assertThatThrownBy(() -> engine.remove(container)).isInstanceOf(EngineRejectedException.class);
        assertThat(state(container)).isEqualTo(Status.RUNNING);
    }

    @Test
    void keepsAnonymousVolumesOfARemovedContainer() {
        ContainerId container =
                sandbox.create("anonymous", sandbox.running("true").with("/Volumes/~1data", Map.of()));
        VolumeName volume = engine.inspect(container.toRef())
                .orElseThrow()
                .mounts()
                .get(0)
                .volume()
                .orElseThrow();

        engine.remove(container);

        assertThat(engine.inspectVolume(volume)).isPresent();
        try (RawEngine raw = new RawEngine(bed.settings())) {
            raw.removeVolume(volume.value());
        }
    }

    @Test
    void createsAVolumeOnceAndRemovesItOnlyIfItIsOurs() {
        MigrationId migration = new MigrationId("0123456789ab");
        VolumeName name = new VolumeName(sandbox.name("volume").value());

        VolumeSnapshot created =
                engine.createVolume(new VolumeSpec(name, Map.of(MigrationLabels.MIGRATION, migration.value())));
        VolumeSnapshot again = engine.createVolume(new VolumeSpec(name, Map.of("other", "label")));

        assertThat(again.labels()).isEqualTo(created.labels());
        engine.removeVolume(created.ownedBy(migration).orElseThrow());
        engine.removeVolume(created.ownedBy(migration).orElseThrow());
        assertThat(engine.inspectVolume(name)).isEmpty();
    }

    @Test
    void refusesToRemoveAVolumeInUse() {
        MigrationId migration = new MigrationId("0123456789ab");
        VolumeName name = new VolumeName(sandbox.name("volume").value());
        VolumeSnapshot volume =
                engine.createVolume(new VolumeSpec(name, Map.of(MigrationLabels.MIGRATION, migration.value())));
        ContainerId container =
                sandbox.create("user", sandbox.running("true").with("/HostConfig/Binds", List.of(name + ":/data")));

        assertThatThrownBy(() -> engine.removeVolume(volume.ownedBy(migration).orElseThrow()))
                .isInstanceOf(EngineRejectedException.class);
        engine.remove(container);
        engine.removeVolume(volume.ownedBy(migration).orElseThrow());
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            ContainerId container = sandbox.create(
                    "port",
                    sandbox.running("true")
                            .with("/ExposedPorts/80~1tcp", Map.of())
                            .with(
                                    "/HostConfig/PortBindings/80~1tcp",
                                    List.of(Map.of(
                                            "HostIp",
                                            "127.0.0.1",
                                            "HostPort",
                                            Integer.toString(taken.getLocalPort())))));

            assertThatThrownBy(() -> engine.start(container))
                    .isInstanceOfSatisfying(
                            EngineRejectedException.class,
                            e -> assertThat(e.code()).isEqualTo("PORT_TAKEN"))
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
            assertThat(engine.inspect(container.toRef()).orElseThrow().state().everStarted())
                    .isFalse();
        }
    }

    @Test
    void listsOnlyWhatCarriesTheLabel() {
        ContainerId one = sandbox.create("one");
        ContainerId two = sandbox.start("two");

        assertThat(engine.list(sandbox.filter()))
                .extracting(ContainerSnapshot::id)
                .containsExactlyInAnyOrder(one, two);
        assertThat(engine.list(sandbox.filter().withLabel("no", "such"))).isEmpty();
    }

    @Test
    void carriesUnusualSettingsToTheEngineAndBack() {
        assumeDocker();
        ConfigDocument unusual = sandbox.running("true")
                .with("/StopSignal", "SIGUSR1")
                .with("/StopTimeout", 321)
                .with("/Shell", List.of("/bin/sh", "-x"))
                .with("/Env", List.of("PLAIN=1", "ODD=a=b \"c\" $d\né"))
                .with("/HostConfig/CapAdd", List.of("NET_ADMIN"))
                .with("/HostConfig/Ulimits", List.of(Map.of("Name", "nofile", "Soft", 512, "Hard", 1024)))
                .with("/HostConfig/MaskedPaths", List.of("/proc/acpi"))
                .with("/HostConfig/Memory", 268435456L);

        ContainerId container = sandbox.create("unusual", unusual);

        ConfigDocument seen = engine.inspect(container.toRef()).orElseThrow().document();
        assertThat(seen.text("/Config/StopSignal")).contains("SIGUSR1");
        assertThat(seen.number("/Config/StopTimeout")).hasValue(321);
        assertThat(seen.texts("/Config/Shell")).containsExactly("/bin/sh", "-x");
        assertThat(seen.texts("/Config/Env")).contains("PLAIN=1", "ODD=a=b \"c\" $d\né");
        assertThat(seen.number("/HostConfig/Ulimits/0/Hard")).hasValue(1024);
        assertThat(seen.texts("/HostConfig/MaskedPaths")).containsExactly("/proc/acpi");
        assertThat(seen.number("/HostConfig/Memory")).hasValue(268435456L);
    }

    @Test
    void refusesAConfigurationThatMakesNoSense() {
        assertThatThrownBy(() -> sandbox.create(
                        "nonsense", sandbox.running("true").with("/HostConfig/RestartPolicy/Name", "sometimes")))
                .isInstanceOf(EngineRejectedException.class)
                .isNotInstanceOf(NameConflictException.class)
                .hasMessageContaining("sometimes");
    }

    @Test
    void needsTheImageToCreate() {
        assertThatThrownBy(() ->
                        sandbox.create("imageless", sandbox.running("true").with("/Image", "nobody/nothing:1")))
                .isInstanceOfSatisfying(
                        ImageNotAvailableException.class,
                        e -> assertThat(e.code()).isEqualTo("IMAGE_NOT_PRESENT"));
    }

    @Test
    void pullsWithProgress() {
        List<PullProgress> progress = new ArrayList<>();

        var image = engine.pull(bed.image(), progress::add);

        assertThat(image.digestIn(bed.image().repository())).isPresent();
        assertThat(progress).isNotEmpty();
        String digest = image.digestIn(bed.image().repository()).orElseThrow();
        assertThat(engine.inspectImage(bed.image().withDigest(digest))
                        .orElseThrow()
                        .id())
                .isEqualTo(image.id());
        assertThat(engine.inspectImage(image.id()).orElseThrow().id()).isEqualTo(image.id());
    }

    @Test
    void saysThatTheRegistryDoesNotHaveTheTag() {
        ImageReference missing = ImageReference.parse(bed.image().repository() + ":no-such-tag");

        assertThatThrownBy(() -> engine.pull(missing, PullListener.NONE))
                .isInstanceOfSatisfying(
                        ImageNotAvailableException.class,
                        e -> assertThat(e.code()).isEqualTo("IMAGE_NOT_FOUND"));
    }

    @Test
    void saysThatTheRegistryIsOutOfReach() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThatThrownBy(() -> engine.pull(ImageReference.parse("127.0.0.1:" + port + "/a/b:1"), PullListener.NONE))
                .isInstanceOfSatisfying(
                        ImageNotAvailableException.class,
                        e -> assertThat(e.code()).isEqualTo("REGISTRY_UNREACHABLE"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNoConnectionsBehind() throws IOException {
        ContainerId container = sandbox.start("busy");
        useEverything(container, 5);
        long before = openFiles();

        useEverything(container, 25);

        assertThat(openFiles()).isLessThanOrEqualTo(before + 5);
    }

    private void useEverything(ContainerId container, int times) {
        for (int i = 0; i < times; i++) {
            engine.rename(container, sandbox.name("busy" + i));
            engine.setRestartPolicy(container, RestartPolicy.NO);
            engine.exec(container, Command.of("true"), LONG);
            engine.waitForExit(container, Duration.ofMillis(1));
            engine.logTail(container, 1);
            engine.list(sandbox.filter());
        }
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** Podman 4 has no call to change a restart policy, and translates signals to numbers. */
    private static void assumeDocker() {
        Assumptions.assumeFalse(engine.ping().name().contains("Podman"), "this engine is Podman");
    }

    private static Status state(ContainerId container) {
        return engine.inspect(container.toRef()).orElseThrow().state().status();
    }

    private static RestartPolicy policy(ContainerId container) {
        return engine.inspect(container.toRef()).orElseThrow().restartPolicy();
    }
}
