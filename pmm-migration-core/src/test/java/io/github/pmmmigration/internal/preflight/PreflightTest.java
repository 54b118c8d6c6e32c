package io.github.pmmmigration.internal.preflight;

import static io.github.pmmmigration.internal.preflight.Examination.GIB;
import static io.github.pmmmigration.internal.preflight.Examination.ofHealthyServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.internal.configuration.Derivation;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.step.DataStrategy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PreflightTest {
    private static final VolumeName DATA = new VolumeName("pmm-data");
    private static final String FOLDER = "/var/lib/docker/volumes/pmm-data/_data";

    @Test
    void doesNotMindARestartPolicyThatCanBeChangedOrIsNone() {
        Examination none =
                ofHealthyServer().podman("4.3.1").server(s -> s.with("/HostConfig/RestartPolicy/Name", "no"));
        Examination changeable =
                ofHealthyServer().podman("5.1.0").server(s -> s.with("/HostConfig/RestartPolicy/Name", "always"));

        assertThat(none.codes()).doesNotContain("RESTART_POLICY_FIXED");
        assertThat(changeable.codes()).doesNotContain("RESTART_POLICY_FIXED");
    }

    @Test
    void findsNothingAboutAHealthyServer() {
        assertThat(ofHealthyServer().findings()).isEmpty();
    }

    static Stream<Arguments> problems() {
        return Stream.of(identity(), target(), storage(), owners(), neighbours(), settings(), host())
                .flatMap(stream -> stream);
    }

    private static Stream<Arguments> identity() {
        return Stream.of(
                arguments(
                        "NOT_PMM_SERVER",
                        ofHealthyServer()
                                .noVersion()
                                .noFact(InsideProbe.DISTRIBUTION)
                                .server(s -> s.with("/Config/Image", "nginx:1")
                                        .with("/Config/Env", List.of())
                                        .image("/RepoTags", List.of("nginx:1")))),
                arguments("ALREADY_PMM3", ofHealthyServer().version("3.8.1", "3.8.1")),
                arguments("SERVER_NOT_RUNNING", ofHealthyServer().server(s -> s.with("/State/Status", "exited"))),
                arguments("SERVER_PAUSED", ofHealthyServer().server(s -> s.with("/State/Status", "paused"))),
                arguments("VERSION_UNKNOWN", ofHealthyServer().noVersion()),
                arguments("VERSION_TOO_OLD", ofHealthyServer().version("2.41.2", "2.41.2.el9")),
                arguments("UPDATED_IN_PLACE", ofHealthyServer().version("2.44.1", "2.44.1-1.el7")),
                arguments(
                        "UPDATED_IN_PLACE",
                        ofHealthyServer()
                                .server(s -> s.image("/Config/Labels/org.opencontainers.image.version", "2.41.0"))));
    }

    private static Stream<Arguments> target() {
        return Stream.of(
                arguments("TARGET_NOT_PMM3", ofHealthyServer().target("percona/pmm-server:2.44.1")),
                arguments("TARGET_TOO_NEW", ofHealthyServer().target("percona/pmm-server:3.13.0")),
                arguments("TARGET_TOO_NEW", ofHealthyServer().target("x:1").targetImage(image("3.14.1", "amd64"))),
                arguments(
                        "TARGET_OLDER",
                        ofHealthyServer().kind(ReplacementKind.UPGRADE_PMM3).version("3.9.0", "3.9.0")),
                arguments("TARGET_UNPROVEN", ofHealthyServer().target("percona/pmm-server:3.5.0")),
                arguments("TARGET_PRERELEASE", ofHealthyServer().target("perconalab/pmm-server:3.0.0-beta")),
                arguments("TARGET_VERSION_UNKNOWN", ofHealthyServer().target("registry.example:5000/pmm:latest")),
                arguments("TARGET_VERSION_UNKNOWN", ofHealthyServer().target("percona/pmm-server:3")),
                arguments(
                        "TARGET_ARCHITECTURE",
                        ofHealthyServer()
                                .targetImage(image("3.8.1", "arm64"))
                                .server(s -> s.image("/Architecture", "amd64"))),
                arguments("API_KEYS_NEED_STOPOVER", ofHealthyServer().apiKeys(3)));
    }

    private static Stream<Arguments> storage() {
        return Stream.of(
                arguments("STORAGE_IN_LAYER", stored(new StorageLayout.ContainerLayer())),
                arguments(
                        "STORAGE_VOLATILE",
                        stored(new StorageLayout.Unsupported("memory"))
                                .server(s -> s.with("/Mounts/0/Type", "tmpfs").without("/Mounts/0/Name"))),
                arguments(
                        "STORAGE_SPLIT",
                        stored(new StorageLayout.Unsupported("parts")).server(s -> s.with("/Mounts", List.of()))),
                arguments(
                        "STORAGE_READ_ONLY",
                        stored(new StorageLayout.Unsupported("read-only")).server(s -> s.with("/Mounts/0/RW", false))),
                arguments("STORAGE_SUBPATH", stored(new StorageLayout.Unsupported("a folder"))),
                arguments(
                        "STORAGE_UNSUPPORTED",
                        stored(new StorageLayout.Unsupported("an image"))
                                .server(s -> s.with("/Mounts/0/Type", "image"))),
                arguments("STORAGE_ANONYMOUS", stored(new StorageLayout.AnonymousVolume(DATA))),
                arguments("DATA_CONTAINER_GONE", stored(new StorageLayout.DataContainer("data", false, DATA))),
                arguments("AUTO_REMOVE", ofHealthyServer().server(s -> s.with("/HostConfig/AutoRemove", true))),
                arguments("STORAGE_VOLATILE", ofHealthyServer().volume("local", Map.of("type", "tmpfs"))),
                arguments("REMOTE_VOLUME", ofHealthyServer().volume("rclone", Map.of())),
                arguments("REMOTE_VOLUME", ofHealthyServer().volume("local", Map.of("type", "nfs", "o", "s3cr3t"))),
                arguments("REMOTE_VOLUME", ofHealthyServer().fact(InsideProbe.FILE_SYSTEM, "nfs")),
                arguments("OWNERSHIP_REFUSED", ofHealthyServer().fact(InsideProbe.CHOWN, "refused")),
                arguments(
                        "NESTED_MOUNTS",
                        ofHealthyServer()
                                .server(s -> s.with("/Mounts/-", Derivation.volumeMount("certs", "/srv/nginx")))),
                arguments("DISK_SPACE", ofHealthyServer().fact(InsideProbe.DATA_SIZE, 95 * GIB)),
                arguments(
                        "DISK_SPACE",
                        ofHealthyServer().fact(InsideProbe.DATA_SIZE, 95 * GIB).strategy(DataStrategy.copy())),
                arguments("DISK_SPACE_TIGHT", ofHealthyServer().fact(InsideProbe.DATA_SIZE, 89 * GIB)),
                arguments(
                        "DISK_SPACE_TIGHT",
                        ofHealthyServer().noFact(InsideProbe.DATA_SIZE).fact(InsideProbe.DATA_USED, 200 * GIB)),
                arguments("POSTGRES_VERSION", ofHealthyServer().fact(InsideProbe.PG_VERSION, "11")),
                arguments("POSTGRES_VERSION", ofHealthyServer().fact(InsideProbe.PG_VERSION, "absent")),
                arguments("DISTRIBUTION_MISSING", ofHealthyServer().fact(InsideProbe.DISTRIBUTION, "absent")),
                arguments(
                        "IRREVERSIBLE",
                        ofHealthyServer().strategy(DataStrategy.inPlace().withoutBackup())));
    }

    private static Stream<Arguments> owners() {
        return Stream.of(
                arguments("COMPOSE_MANAGED", labelled("com.docker.compose.project")),
                arguments("SWARM_MANAGED", labelled("com.docker.swarm.service.name")),
                arguments("SWARM_MANAGED", labelled("com.docker.stack.namespace")),
                arguments("KUBERNETES_MANAGED", labelled("io.kubernetes.pod.name")),
                arguments("SYSTEMD_MANAGED", labelled("PODMAN_SYSTEMD_UNIT")),
                arguments("SYSTEMD_MANAGED", labelled("io.containers.autoupdate")),
                arguments("UI_MANAGED", labelled("net.unraid.docker.managed")),
                arguments("AUTO_UPDATER", labelled("com.centurylinklabs.watchtower.enable")),
                arguments(
                        "AUTO_UPDATER",
                        ofHealthyServer()
                                .neighbour(
                                        "w",
                                        c -> c.with(
                                                "/Config/Image",
                                                "registry:5000/containrrr/watchtower:latest@sha256:aa"))));
    }

    private static Stream<Arguments> neighbours() {
        return Stream.of(
                arguments("VOLUME_IN_USE", ofHealthyServer().neighbour("w", PreflightTest::writesData)),
                arguments(
                        "VOLUME_IN_USE",
                        ofHealthyServer()
                                .storage(new StorageLayout.BindMount("/data/pmm"))
                                .neighbour("w", c -> writes(c, "/data"))),
                arguments("VOLUME_IN_USE", ofHealthyServer().neighbour("w", c -> writes(c, FOLDER))),
                arguments("VOLUME_IN_USE", ofHealthyServer().neighbour("w", c -> writes(c, FOLDER + "/clickhouse"))),
                arguments(
                        "VOLUME_IN_USE",
                        ofHealthyServer()
                                .volume("local", Map.of("type", "none", "o", "bind", "device", "/data/pmm"))
                                .neighbour("w", c -> writes(c, "/data"))),
                arguments(
                        "VOLUME_SHARED",
                        ofHealthyServer().neighbour("w", c -> writesData(c).with("/State/Status", "exited"))),
                arguments(
                        "NAMESPACE_DEPENDANTS",
                        ofHealthyServer()
                                .neighbour("n", c -> c.with("/HostConfig/NetworkMode", "container:" + Derivation.ID))),
                arguments(
                        "NAMESPACE_DEPENDANTS",
                        ofHealthyServer().neighbour("n", c -> c.with("/HostConfig/PidMode", "container:pmm-server"))),
                arguments(
                        "NAMESPACE_DEPENDANTS",
                        ofHealthyServer()
                                .neighbour(
                                        "n", c -> c.with("/HostConfig/IpcMode", "container:" + Derivation.SHORT_ID))),
                arguments(
                        "LINK_DEPENDANTS",
                        ofHealthyServer()
                                .neighbour("n", c -> c.with("/HostConfig/Links", List.of("/pmm-server:/n/pmm")))),
                arguments(
                        "NAMESPACE_GONE",
                        ofHealthyServer().server(s -> s.with("/HostConfig/PidMode", "container:gone"))),
                arguments(
                        "NAMESPACE_GONE",
                        ofHealthyServer()
                                .server(s -> s.with("/HostConfig/NetworkMode", "container:n"))
                                .neighbour("n", c -> c.with("/State/Status", "exited"))),
                arguments("LINK_BROKEN", linkedTo("gone")),
                arguments("LINK_BROKEN", linkedTo("n").neighbour("n", c -> c.with("/State/Status", "exited"))),
                arguments("EXEC_REFUSED", ofHealthyServer().fact(InsideProbe.REFUSED, "no")),
                arguments(
                        "EXEC_REFUSED", linkedTo("n").neighbour("n", c -> c).fact(InsideProbe.REFUSED, "Cannot link")),
                arguments(
                        "VOLUME_DEPENDANTS",
                        ofHealthyServer()
                                .neighbour("n", c -> c.with("/HostConfig/VolumesFrom", List.of("pmm-server:ro")))),
                arguments(
                        "NETWORK_NEIGHBOURS",
                        ofHealthyServer()
                                .server(s -> s.with("/HostConfig/NetworkMode", "front")
                                        .with("/NetworkSettings/Networks", Map.of("front", Map.of())))
                                .neighbour("n", c -> c.with("/NetworkSettings/Networks", Map.of("front", Map.of())))),
                arguments(
                        "HOST_NETWORK",
                        ofHealthyServer()
                                .server(s -> s.with("/HostConfig/NetworkMode", "host")
                                        .with("/NetworkSettings/Networks", Map.of("host", Map.of())))),
                arguments(
                        "SHARED_NETWORK",
                        ofHealthyServer()
                                .server(s -> s.with("/HostConfig/NetworkMode", "container:x"))
                                .neighbour("x", c -> c)),
                arguments(
                        "PORT_TAKEN",
                        ofHealthyServer()
                                .neighbour(
                                        "n",
                                        c -> c.with(
                                                "/HostConfig/PortBindings",
                                                Map.of(
                                                        "1/tcp",
                                                        List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "443")))))),
                arguments("NAME_TAKEN", ofHealthyServer().neighbour("pmm-server-retired-4f1d2c3b5a69", c -> c)),
                arguments(
                        "RANDOM_HOST_PORT",
                        ofHealthyServer().server(s -> s.with("/HostConfig/PublishAllPorts", true))));
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                arguments("CUSTOM_COMMAND", ofHealthyServer().server(s -> s.with("/Config/Cmd", List.of("/own")))),
                arguments("USER_OVERRIDE", ofHealthyServer().server(s -> s.with("/Config/User", "0"))),
                arguments(
                        "HEALTHCHECK_CUSTOM",
                        ofHealthyServer().server(s -> s.with("/Config/Healthcheck/Test", List.of("CMD", "x")))),
                arguments("STOP_TIMEOUT_SHORT", ofHealthyServer().server(s -> s.with("/Config/StopTimeout", 60))),
                arguments("READ_ONLY_ROOT", ofHealthyServer().server(s -> s.with("/HostConfig/ReadonlyRootfs", true))),
                arguments(
                        "CAPABILITIES_DROPPED",
                        ofHealthyServer().server(s -> s.with("/HostConfig/CapDrop", List.of("ALL")))),
                arguments(
                        "RESTART_POLICY_FIXED",
                        ofHealthyServer()
                                .podman("4.3.1")
                                .server(s -> s.with("/HostConfig/RestartPolicy/Name", "always"))),
                arguments(
                        "RESTART_POLICY_FIXED",
                        ofHealthyServer()
                                .podman("5.0.3")
                                .server(s -> s.with("/HostConfig/RestartPolicy/Name", "always"))),
                arguments("USER_NAMESPACES", ofHealthyServer().engine("/SecurityOptions", List.of("name=userns"))),
                arguments("OWNERSHIP_REFUSED", ofHealthyServer().fact(InsideProbe.FOREIGN, "/srv/backup/mine")),
                arguments("ROOTLESS_ENGINE", ofHealthyServer().podman("5.1.0").engine("/Rootless", true)),
                arguments("ROOTLESS_ENGINE", ofHealthyServer().engine("/SecurityOptions", List.of("name=rootless"))),
                arguments(
                        "SELINUX_LABEL",
                        ofHealthyServer()
                                .engine("/SecurityOptions", List.of("name=selinux"))
                                .server(s -> s.with("/HostConfig/Binds/-", "/certs:/certs:ro"))),
                arguments(
                        "GRAFANA_CONFIG",
                        ofHealthyServer()
                                .server(s -> s.with(
                                        "/Mounts/-",
                                        Map.of(
                                                "Type",
                                                "bind",
                                                "Source",
                                                "/g",
                                                "Destination",
                                                "/etc/grafana/grafana.ini",
                                                "RW",
                                                true)))),
                arguments(
                        "FILES_UNREADABLE",
                        ofHealthyServer()
                                .server(s -> s.with(
                                        "/Mounts/-",
                                        Map.of("Type", "bind", "Source", "/c", "Destination", "/certs", "RW", false)))
                                .fact(InsideProbe.FILE + "/certs/certificate.key", "0:0:600")),
                arguments(
                        "EXTERNAL_DATABASE",
                        ofHealthyServer().server(s -> s.env("PERCONA_TEST_PMM_DISABLE_BUILTIN_POSTGRES=1"))),
                arguments("ENV_INVALID", ofHealthyServer().server(s -> s.env("DATA_RETENTION=30d"))));
    }

    private static Stream<Arguments> host() {
        return Stream.of(
                arguments("MEMORY_LOW", ofHealthyServer().engine("/MemTotal", 2147483648L)),
                arguments("MEMORY_LOW", ofHealthyServer().server(s -> s.with("/HostConfig/Memory", 1073741824L))),
                arguments("CPU_TOO_OLD", ofHealthyServer().fact(InsideProbe.CPU_MISSING, "popcnt sse4_2")),
                arguments("HOST_TOO_OLD", ofHealthyServer().engine("/KernelVersion", "3.10.0-1160.el7.x86_64")),
                arguments("CLOCK_SKEW", ofHealthyServer().fact(InsideProbe.CLOCK, 1735689500)));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("problems")
    void findsTheProblemAndSaysItAsDocumented(String code, Examination examination) {
        List<Finding> found = examination.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();

        assertThat(found).as("%s among %s", code, examination.codes()).hasSize(1);
        assertThat(FindingsPage.read().allows(found.get(0)))
                .as("docs/findings.md about %s", found.get(0))
                .isTrue();
        assertThat(found.get(0).toString()).doesNotContain("s3cr3t");
        assertThat(found.get(0).remedy().isEmpty()).isEqualTo(found.get(0).severity() == Severity.INFO);
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("problems")
    void findsNothingElseInTheWayOfABlocker(String code, Examination examination) {
        assertThat(examination.findings())
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                .extracting(Finding::code)
                .isSubsetOf(code);
    }

    @Test
    void saysEverythingAtOnceAndTheWorstFirst() {
        List<Finding> findings = ofHealthyServer()
                .version("2.30.0", "2.30.0")
                .target("percona/pmm-server:3.13.0")
                .storage(new StorageLayout.ContainerLayer())
                .server(s -> s.with("/Config/StopTimeout", 1).env("A=1", "DISABLE_UPDATES=maybe"))
                .findings();

        assertThat(findings)
                .extracting(Finding::code)
                .contains(
                        "VERSION_TOO_OLD",
                        "TARGET_TOO_NEW",
                        "STORAGE_IN_LAYER",
                        "ENV_INVALID",
                        "STOP_TIMEOUT_SHORT",
                        "ENV_UNKNOWN");
        assertThat(findings).extracting(Finding::severity).isSorted();
    }

    @Test
    void tellsThePathFromAVeryOldVersion() {
        assertThat(ofHealthyServer().version("2.30.0", "").findings().get(0).remedy())
                .contains("2.30.0 -> 2.32.0 -> 2.44.1");
        assertThat(ofHealthyServer().version("2.31.0", "").findings().get(0).remedy())
                .contains("2.31.0 -> 2.44.1");
    }

    @Test
    void saysOnlyThatAServerIsMigratedWhenItIs() {
        Examination migrated = ofHealthyServer()
                .version("3.8.1", "3.8.1")
                .storage(new StorageLayout.ContainerLayer())
                .server(s -> s.with("/Config/User", "pmm"));

        assertThat(migrated.codes()).containsExactly("ALREADY_PMM3");
    }

    @Test
    void doesNotTakeItsOwnContainersForStrangers() {
        Examination resumed = ofHealthyServer()
                .neighbour(
                        "pmm-server-replacement-4f1d2c3b5a69",
                        c -> writesData(c)
                                .with("/Config/Labels", Map.of(MigrationLabels.MIGRATION, "4f1d2c3b5a69"))
                                .with("/HostConfig/NetworkMode", "container:pmm-server"));

        assertThat(resumed.codes()).isEmpty();
    }

    @Test
    void doesNotMindADataContainerOrReaders() {
        Examination shared = ofHealthyServer()
                .neighbour(
                        "data",
                        c -> writesData(c)
                                .with("/State/Status", "created")
                                .with("/State/StartedAt", "0001-01-01T00:00:00Z"))
                .neighbour(
                        "reader",
                        c -> c.with(
                                "/Mounts",
                                List.of(Derivation.volumeMount("pmm-data", "/x").with("/RW", false))));

        assertThat(shared.codes()).isEmpty();
    }

    @Test
    void doesNotMindWhoManagesAllVolumesOrHasAFolderWithALikeName() {
        Examination shared = ofHealthyServer()
                .neighbour("manager", c -> writes(c, "/var/lib/docker/volumes"))
                .neighbour("other", c -> writes(c, FOLDER + "2"));

        assertThat(shared.codes()).isEmpty();
    }

    @Test
    void doesNotMindPortsOnOtherAddressesOrOfStoppedContainers() {
        Map<String, Object> ports = Map.of("1/tcp", List.of(Map.of("HostIp", "127.0.0.2", "HostPort", "443")));

        Examination apart = ofHealthyServer()
                .server(s -> s.with("/HostConfig/PortBindings/443~1tcp/0/HostIp", "127.0.0.1"))
                .neighbour("n", c -> c.with("/HostConfig/PortBindings", ports))
                .neighbour(
                        "m",
                        c -> c.with("/HostConfig/PortBindings/1~1tcp", ports.get("1/tcp"))
                                .with("/HostConfig/PortBindings/1~1tcp/0/HostIp", "")
                                .with("/State/Status", "exited"));

        assertThat(apart.codes()).isEmpty();
    }

    @Test
    void needsNoSpaceForABackupThatIsNotMade() {
        Examination examination = ofHealthyServer()
                .strategy(DataStrategy.inPlace().withoutBackup())
                .fact(InsideProbe.DATA_SIZE, 95 * GIB)
                .targetImage("{\"Id\": \"sha256:bb\", \"Config\": {}}");

        assertThat(examination.codes()).containsExactly("IRREVERSIBLE");
    }

    @Test
    void needsNoSpaceForWhatSharesItsBlocks() {
        Examination blocked = ofHealthyServer().fact(InsideProbe.DATA_SIZE, 95 * GIB);
        Examination cloned =
                ofHealthyServer().fact(InsideProbe.DATA_SIZE, 95 * GIB).fact(InsideProbe.CLONES, "yes");
        Examination noRoomForTheImage = ofHealthyServer()
                .fact(InsideProbe.DATA_SIZE, 95 * GIB)
                .fact(InsideProbe.CLONES, "yes")
                .fact(InsideProbe.ROOT_FREE, GIB);

        assertThat(blocked.codes()).containsExactly("DISK_SPACE");
        assertThat(cloned.codes()).isEmpty();
        assertThat(noRoomForTheImage.codes()).containsExactly("DISK_SPACE_TIGHT");
        assertThat(noRoomForTheImage.findings().get(0).evidence()).contains("data 95.0 GiB, which a copy shares");
    }

    /** A copy gets its own owners, and only reads the data. */
    @Test
    void doesNotMindStrangersInDataThatIsOnlyCopied() {
        Examination copied =
                ofHealthyServer().fact(InsideProbe.FOREIGN, "/srv/backup/mine").strategy(DataStrategy.copy());

        assertThat(copied.codes()).isEmpty();
    }

    @Test
    void warnsOfNewPortsThatAnEngineWithoutRootMayNotListenOn() {
        Examination before = ofHealthyServer().engine("/SecurityOptions", List.of("name=rootless"));
        Examination moved = ofHealthyServer()
                .engine("/SecurityOptions", List.of("name=rootless"))
                .server(s -> s.overrides(o -> o.withPublishedPort("127.0.0.1:444:8443")));

        assertThat(before.findings()).extracting(Finding::severity).containsExactly(Severity.INFO);
        assertThat(moved.findings()).extracting(Finding::severity).containsExactly(Severity.WARNING);
        assertThat(moved.findings().get(0).evidence()).endsWith("new ports 127.0.0.1:444/tcp");
    }

    @Test
    void readsFilesOfTheDataItselfAsHandedOver() {
        Examination examination = ofHealthyServer().fact(InsideProbe.FILE + "/srv/nginx/certificate.key", "0:0:600");

        assertThat(examination.codes()).isEmpty();
    }

    @Test
    void judgesAnUpgradeWithinAMajorByItsOwnRules() {
        Examination upgrade = ofHealthyServer()
                .kind(ReplacementKind.UPGRADE_PMM2)
                .version("2.41.2", "2.41.2.el9")
                .target("percona/pmm-server:2.44.1")
                .fact(InsideProbe.PG_VERSION, "11")
                .server(s -> s.image("/Config/Labels/org.opencontainers.image.version", "2.41.2")
                        .with("/HostConfig/NetworkMode", "host"));

        assertThat(upgrade.codes()).isEmpty();
    }

    @Test
    void takesTheVersionOfTheBaseSystemForNone() {
        Examination target = ofHealthyServer().targetImage(image("22.04", "amd64"));
        Examination nothingElse = ofHealthyServer().target("x:2025.11").targetImage(image("22.04", "amd64"));
        Examination source =
                ofHealthyServer().server(s -> s.image("/Config/Labels/org.opencontainers.image.version", "22.04"));

        assertThat(target.codes()).isEmpty();
        assertThat(nothingElse.codes()).containsExactly("TARGET_VERSION_UNKNOWN");
        assertThat(source.codes()).isEmpty();
    }

    private static Examination stored(StorageLayout layout) {
        return ofHealthyServer().storage(layout);
    }

    private static Examination linkedTo(String name) {
        return ofHealthyServer().server(s -> s.with("/HostConfig/Links", List.of("/" + name + ":/pmm-server/db")));
    }

    private static Examination labelled(String label) {
        return ofHealthyServer().server(s -> s.with("/Config/Labels/" + label, "x"));
    }

    private static ConfigDocument writesData(ConfigDocument container) {
        return container.with("/Mounts", List.of(Derivation.volumeMount("pmm-data", "/data")));
    }

    private static ConfigDocument writes(ConfigDocument container, String folder) {
        return container.with(
                "/Mounts", List.of(Map.of("Type", "bind", "Source", folder, "Destination", "/x", "RW", true)));
    }

    private static String image(String version, String architecture) {
        return """
                {"Id": "sha256:bb", "Architecture": "%s",
                 "Config": {"Labels": {"org.opencontainers.image.version": "%s"}}}
                """.formatted(architecture, version);
    }
}
