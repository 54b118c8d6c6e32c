package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.Derivation.ofPmm2;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.container.MigrationLabels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacementConfigurationTest {
    @Test
    void leavesOfAnOrdinaryServerOnlyWhatTheUserConfigured() {
        ConfigDocument configuration = ofPmm2().configuration();

        assertThat(configuration).isEqualTo(ConfigDocument.parse("""
                                {"Domainname": "", "AttachStdin": false, "Tty": false, "Env": [], "Labels": {},
                                 "ExposedPorts": {"8443/tcp": {}}, "Image": "percona/pmm-server:3.8.1",
                                 "HostConfig": {"Binds": ["pmm-data:/srv"], "NetworkMode": "default",
                                    "PortBindings": {"8443/tcp": [{"HostIp": "", "HostPort": "443"}]},
                                    "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0}, "AutoRemove": false,
                                    "VolumesFrom": null, "Memory": 0}}
                                """));
    }

    @Test
    void showsEveryDifferenceOfAnOrdinaryServer() {
        List<String> paths = ofPmm2().derive().differences().stream()
                .map(ConfigurationDifference::path)
                .toList();

        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "Image",
                        "Cmd",
                        "WorkingDir",
                        "ExposedPorts.443/tcp",
                        "ExposedPorts.80/tcp",
                        "ExposedPorts.8443/tcp",
                        "Labels.org.opencontainers.image.version",
                        "Env.PATH",
                        "Env.LANG",
                        "Env.GF_PLUGIN_DIR",
                        "HostConfig.PortBindings.443/tcp");
    }

    @Test
    void passesUnknownFieldsThroughEverywhere() {
        Map<String, Object> future = Map.of("Deep", List.of(Map.of("Key", 1.50), "x"));

        ConfigDocument configuration = ofPmm2().with("/Config/Future", future)
                .with("/HostConfig/Future", future)
                .with("/HostConfig/LogConfig", Map.of("Type", "my/plugin:1", "Config", Map.of("a", "b")))
                .configuration();

        assertThat(configuration.at("/Future")).contains(json("{\"Deep\":[{\"Key\":1.5},\"x\"]}"));
        assertThat(configuration.at("/HostConfig/Future")).isEqualTo(configuration.at("/Future"));
        assertThat(configuration.text("/HostConfig/LogConfig/Type")).contains("my/plugin:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Config/Domainname=\"example.org\"",
                "/Config/AttachStdout=true",
                "/Config/OpenStdin=true",
                "/Config/StdinOnce=true",
                "/Config/Tty=true",
                "/Config/NetworkDisabled=true",
                "/Config/StopTimeout=301",
                "/HostConfig/CapAdd=[\"cap_net_admin\",\"SYS_TIME\"]",
                "/HostConfig/CapDrop=[\"MKNOD\"]",
                "/HostConfig/SecurityOpt=[\"seccomp={\\\"defaultAction\\\":\\\"SCMP_ACT_ALLOW\\\"}\"]",
                "/HostConfig/Privileged=true",
                "/HostConfig/ReadonlyRootfs=true",
                "/HostConfig/UsernsMode=\"host\"",
                "/HostConfig/IpcMode=\"container:abc\"",
                "/HostConfig/PidMode=\"host\"",
                "/HostConfig/CgroupnsMode=\"host\"",
                "/HostConfig/CgroupParent=\"/x\"",
                "/HostConfig/Isolation=\"\"",
                "/HostConfig/Runtime=\"crun\"",
                "/HostConfig/Init=true",
                "/HostConfig/Memory=8589934592",
                "/HostConfig/MemorySwap=-1",
                "/HostConfig/MemoryReservation=1048576",
                "/HostConfig/MemorySwappiness=0",
                "/HostConfig/CpuShares=512",
                "/HostConfig/CpusetCpus=\"0-1\"",
                "/HostConfig/NanoCpus=1500000000",
                "/HostConfig/CpuQuota=50000",
                "/HostConfig/PidsLimit=1000",
                "/HostConfig/BlkioWeight=300",
                "/HostConfig/OomKillDisable=true",
                "/HostConfig/OomScoreAdj=-500",
                "/HostConfig/BlkioDeviceReadBps=[{\"Path\":\"/dev/sda\",\"Rate\":1}]",
                "/HostConfig/Ulimits=[{\"Name\":\"nofile\",\"Hard\":65536,\"Soft\":65536}]",
                "/HostConfig/ShmSize=134217728",
                "/HostConfig/Sysctls={\"net.core.somaxconn\":\"1024\"}",
                "/HostConfig/Tmpfs={\"/tmp\":\"rw,size=64m\"}",
                "/HostConfig/StorageOpt={\"size\":\"120G\"}",
                "/HostConfig/Devices=[{\"PathOnHost\":\"/dev/fuse\",\"PathInContainer\":\"/dev/fuse\",\"CgroupPermissions\":\"rw\"}]",
                "/HostConfig/DeviceCgroupRules=[\"c 1:3 mr\"]",
                "/HostConfig/DeviceRequests=[{\"Driver\":\"\",\"Count\":-1,\"Capabilities\":[[\"gpu\"]]}]",
                "/HostConfig/GroupAdd=[\"audio\"]",
                "/HostConfig/Dns=[\"10.0.0.1\"]",
                "/HostConfig/DnsSearch=[\"x.org\"]",
                "/HostConfig/DnsOptions=[\"ndots:1\"]",
                "/HostConfig/ExtraHosts=[\"db:10.0.0.2\",\"v6:::1\"]",
                "/HostConfig/Annotations={\"a\":\"b\"}",
                "/HostConfig/PublishAllPorts=true",
                "/HostConfig/VolumeDriver=\"local\"",
                "/HostConfig/LogConfig={\"Type\":\"json-file\",\"Config\":{\"max-size\":\"10m\"}}",
                "/HostConfig/MaskedPaths=[]",
                "/HostConfig/ReadonlyPaths=[]",
                "/HostConfig/MaskedPaths=[\"/proc/own\",\"/x\"]"
            })
    void carriesOverVerbatim(String setting) {
        String pointer = setting.substring(0, setting.indexOf('='));
        ConfigDocument value = json(setting.substring(setting.indexOf('=') + 1));

        Derivation derivation = ofPmm2().with(pointer, value);

        assertThat(derivation.configuration().at(pointer.replace("/Config/", "/")))
                .contains(value);
        assertThat(derivation.difference(pointer.substring(1).replace('/', '.').replace("Config.", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Config/OnBuild=[\"RUN x\"]",
                "/Config/ArgsEscaped=true",
                "/Config/Volumes={\"/srv\":{}}",
                "/HostConfig/ContainerIDFile=\"/x\"",
                "/HostConfig/ConsoleSize=[24,80]",
                "/HostConfig/KernelMemory=1",
                "/HostConfig/KernelMemoryTCP=1",
                "/HostConfig/DiskQuota=1",
                "/HostConfig/LxcConf=[\"x\"]",
                "/HostConfig/MaskedPaths=[\"/proc/acpi\",\"/proc/kcore\",\"/sys/firmware\"]",
                "/HostConfig/ReadonlyPaths=[\"/proc/bus\",\"/proc/fs\",\"/proc/irq\",\"/proc/sys\",\"/proc/sysrq-trigger\"]",
                "/HostConfig/MemorySwappiness=-1"
            })
    void neverSendsWhatIsNoSetting(String setting) {
        String pointer = setting.substring(0, setting.indexOf('='));

        ConfigDocument configuration = ofPmm2().with(pointer, json(setting.substring(setting.indexOf('=') + 1)))
                .configuration();

        assertThat(configuration.at(pointer.replace("/Config/", "/"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "default, " + Derivation.SHORT_ID + ", ''",
        "default, pmm.example, pmm.example",
        "default, 0123456789ab, 0123456789ab",
        "host, the-host, ''",
        "container:abc, neighbour, ''"
    })
    void keepsAHostnameThatTheUserGave(String mode, String hostname, String expected) {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/NetworkMode", mode)
                .with("/Config/Hostname", hostname)
                .configuration();

        assertThat(configuration.text("/Hostname").orElse("")).isEqualTo(expected);
    }

    @Test
    void dropsTheHostnameInTheHostsUtsNamespace() {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/UTSMode", "host")
                .with("/Config/Hostname", "the-host")
                .configuration();

        assertThat(configuration.text("/Hostname")).isEmpty();
        assertThat(configuration.text("/HostConfig/UTSMode")).contains("host");
    }

    @Test
    void leavesOutAUserThatWasChosenForPmm2() {
        Derivation derivation = ofPmm2().with("/Config/User", "root");

        assertThat(derivation.configuration().text("/User")).isEmpty();
        assertThat(derivation.codes()).containsExactly("USER_OVERRIDE");
        assertThat(derivation.difference("User"))
                .hasValueSatisfying(d -> assertThat(d.before()).isEqualTo("root"));
    }

    @ParameterizedTest
    @EnumSource(names = "MIGRATE", mode = EnumSource.Mode.EXCLUDE)
    void keepsUserPortsAndEnvironmentUnlessItMigrates(ReplacementKind kind) {
        ConfigDocument configuration = ofPmm2().kind(kind)
                .with("/Config/User", "0:0")
                .env("DISABLE_UPDATES=maybe", "LESS_LOG_NOISE=1")
                .configuration();

        assertThat(configuration.text("/User")).contains("0:0");
        assertThat(configuration.texts("/Env")).containsExactly("DISABLE_UPDATES=maybe", "LESS_LOG_NOISE=1");
        assertThat(configuration.keys("/HostConfig/PortBindings")).containsExactly("443/tcp");
    }

    @Test
    void restoresExactlyTheImageThatTheServerHad() {
        ConfigDocument configuration = ofPmm2().kind(ReplacementKind.RESTORE_PMM2)
                .dataVolume("backup")
                .overrides(o -> o.withEnvironment("A", "1").withMemory("1g"))
                .configuration();

        assertThat(configuration.text("/Image")).contains("percona/pmm-server:2");
        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly("backup:/srv");
        assertThat(configuration.texts("/Env")).isEmpty();
        assertThat(configuration.number("/HostConfig/Memory")).hasValue(0);
    }

    @Test
    void restoresByTheReferenceThatWasGivenInWhateverFormItStillMeansTheImage() {
        String digest = "percona/pmm-server@sha256:" + "b".repeat(64);
        List<String> given = List.of(
                digest,
                "docker.io/" + digest,
                "docker.io/percona/pmm-server:2",
                "percona/pmm-server",
                "percona/pmm-server:9");

        assertThat(given.stream()
                        .map(reference -> ofPmm2().kind(ReplacementKind.RESTORE_PMM2)
                                .with("/Config/Image", reference)
                                .image("/RepoTags", List.of("percona/pmm-server:2", "percona/pmm-server:latest"))
                                .image("/RepoDigests", List.of(digest))
                                .configuration()
                                .text("/Image")
                                .orElse("")))
                .containsExactly(given.get(0), given.get(1), given.get(2), given.get(3), "sha256:aa");
    }

    @Test
    void restoresByIdentifierOnceTheTagMeansAnotherImage() {
        ConfigDocument configuration = ofPmm2().kind(ReplacementKind.RESTORE_PMM2)
                .image("/RepoTags", List.of())
                .configuration();

        assertThat(configuration.text("/Image")).contains("sha256:aa");
    }

    @Test
    void keepsACommandTogetherWithItsEntryPoint() {
        Derivation derivation =
                ofPmm2().with("/Config/Entrypoint", List.of("/bin/sh", "-c")).with("/Config/Cmd", List.of("a 'b' $c"));

        assertThat(derivation.configuration().texts("/Entrypoint")).containsExactly("/bin/sh", "-c");
        assertThat(derivation.configuration().texts("/Cmd")).containsExactly("a 'b' $c");
        assertThat(derivation.codes()).containsExactly("CUSTOM_COMMAND");
    }

    @Test
    void keepsTheImagesCommandBehindAnEntryPointOfTheUsersOwn() {
        Derivation derivation = ofPmm2().with("/Config/Entrypoint", List.of("/own"));

        assertThat(derivation.configuration().texts("/Cmd")).containsExactly("/opt/entrypoint.sh");
    }

    @Test
    void takesAnImageThatOmitsEmptyFieldsForOneThatHasThemEmpty() {
        Derivation derivation = ofPmm2().image("/Config", Map.of("Cmd", List.of("/opt/entrypoint.sh")))
                .with("/Config/WorkingDir", "")
                .with("/Config/User", "");

        assertThat(derivation.configuration().at("/Cmd")).isEmpty();
        assertThat(derivation.codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/opt/, ''", "/opt, ''", "/other, /other"})
    void comparesWorkingFoldersWithoutTheirLastSlash(String folder, String expected) {
        ConfigDocument configuration =
                ofPmm2().with("/Config/WorkingDir", folder).configuration();

        assertThat(configuration.text("/WorkingDir").orElse("")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"/StopSignal, SIGQUIT", "/Shell, /bin/bash"})
    void dropsWhatTheImageSaysAndKeepsWhatTheUserSays(String pointer, String value) {
        ConfigDocument images = ofPmm2().with("/Config" + pointer, value)
                .image("/Config" + pointer, value)
                .configuration();
        ConfigDocument users = ofPmm2().with("/Config" + pointer, value).configuration();

        assertThat(images.at(pointer)).isEmpty();
        assertThat(users.text(pointer)).contains(value);
    }

    @Test
    void dropsLabelsOfTheImageAndOfEarlierMigrations() {
        ConfigDocument configuration = ofPmm2().with("/Config/Labels/own", "x")
                .with("/Config/Labels/org.opencontainers.image.version", "changed by the user")
                .with("/Config/Labels/" + MigrationLabels.PREFIX + "id", "old")
                .label(MigrationLabels.ROLE, "replacement")
                .configuration();

        assertThat(Documents.strings(configuration, "/Labels"))
                .isEqualTo(Map.of(
                        "own",
                        "x",
                        "org.opencontainers.image.version",
                        "changed by the user",
                        MigrationLabels.ROLE,
                        "replacement"));
    }

    @Test
    void dropsComposesLabelsUnlessTheyAreWanted() {
        Derivation derivation = ofPmm2().with("/Config/Labels/com.docker.compose.project", "p")
                .with("/Config/Labels/PODMAN_SYSTEMD_UNIT", "pmm.service");

        assertThat(derivation.configuration().keys("/Labels")).isEmpty();
        assertThat(derivation
                        .overrides(o -> o.withComposeLabelsKept())
                        .configuration()
                        .keys("/Labels"))
                .containsExactly("com.docker.compose.project");
    }

    @Test
    void hidesComposesLabelsBetweenHops() {
        Derivation between = ofPmm2().with("/Config/Labels/com.docker.compose.project", "p")
                .overrides(o -> o.withComposeLabelsKept())
                .label(ComposeLabels.PARKED + "project", "p");

        assertThat(between.configuration().keys("/Labels")).containsExactly(ComposeLabels.PARKED + "project");
    }

    @Test
    void carriesLabelsOfAnySizeAndShapeUnchanged() {
        String large = "\u0000\n\"$`\\é\uD83D\uDE00=".repeat(6000);
        String key = "odd/key~with=all \"sorts\"\n";

        Derivation derivation = ofPmm2().with(Documents.child("/Config/Labels", key), large);

        assertThat(derivation.configuration().text(Documents.child("/Labels", key)))
                .contains(large);
    }

    @Test
    void setsThePolicyToNoAndSaysNothingAboutIt() {
        Derivation derivation =
                ofPmm2().with("/HostConfig/RestartPolicy", Map.of("Name", "on-failure", "MaximumRetryCount", 5));

        assertThat(derivation.configuration().at("/HostConfig/RestartPolicy"))
                .contains(json("{\"Name\":\"no\",\"MaximumRetryCount\":0}"));
        assertThat(derivation.difference("HostConfig.RestartPolicy")).isEmpty();
    }

    @Test
    void keepsAPolicyWithoutANameWhichMeansNoAndCannotBeSetLater() {
        Derivation derivation = ofPmm2().with("/HostConfig/RestartPolicy", Map.of("Name", "", "MaximumRetryCount", 0))
                .overrides(it -> it.withEdit(edited -> edited.with("/HostConfig/RestartPolicy/Name", "always")));

        assertThat(derivation.configuration().text("/HostConfig/RestartPolicy/Name"))
                .contains("");
    }

    @Test
    void makesReplacementsThatStay() {
        Derivation derivation = ofPmm2().with("/HostConfig/AutoRemove", true);

        assertThat(derivation.configuration().flag("/HostConfig/AutoRemove")).contains(false);
        assertThat(derivation.difference("HostConfig.AutoRemove")).isPresent();
    }

    @Test
    void rewritesLinksIntoTheFormThatCreationTakes() {
        ConfigDocument configuration = ofPmm2().with(
                        "/HostConfig/Links", List.of("/db:/pmm-server/database", "plain:alias"))
                .configuration();

        assertThat(configuration.texts("/HostConfig/Links")).containsExactly("db:database", "plain:alias");
    }

    @Test
    void repairsWhatPodmanShowsInAFormItDoesNotTake() {
        ConfigDocument configuration = ofPmm2().engineOf("Podman Engine", "4.3.1", "1.41")
                .with("/HostConfig/Ulimits", List.of(Map.of("Name", "RLIMIT_NOFILE", "Hard", 9, "Soft", 8)))
                .with("/HostConfig/MemorySwappiness", -1)
                .with("/HostConfig/NanoCpus", 1000000000)
                .with("/HostConfig/CpuPeriod", 100000)
                .with("/HostConfig/CpuQuota", 100000)
                .with("/Config/StopSignal", "15")
                .with("/Config/Hostname", "pmm")
                .with("/Config/Env", List.of("MY=a", "TERM=xterm", "container=podman", "HOSTNAME=pmm", "HOME=/root"))
                .with("/HostConfig/Binds", List.of("pmm-data:/srv:rw,rprivate,nosuid,nodev,rbind", "/a:/b:Z,ro,U"))
                .with("/HostConfig/PortBindings/80~1tcp", JsonNullText.NULL)
                .configuration();

        assertThat(configuration.at("/HostConfig/Ulimits"))
                .contains(json("[{\"Name\":\"nofile\",\"Hard\":9,\"Soft\":8}]"));
        assertThat(configuration.keys("/HostConfig")).doesNotContain("MemorySwappiness", "CpuPeriod", "CpuQuota");
        assertThat(configuration.text("/StopSignal")).isEmpty();
        assertThat(configuration.texts("/Env")).containsExactly("MY=a");
        assertThat(configuration.texts("/HostConfig/Binds")).containsExactly("pmm-data:/srv", "/a:/b:Z,ro");
        assertThat(configuration.keys("/HostConfig/PortBindings")).containsExactly("8443/tcp");
    }

    @Test
    void givesDevicesTheirDefaultPermissions() {
        ConfigDocument configuration = ofPmm2().with("/HostConfig/Devices", List.of(Map.of("PathOnHost", "/dev/x")))
                .configuration();

        assertThat(configuration.text("/HostConfig/Devices/0/CgroupPermissions"))
                .contains("rwm");
    }

    private static ConfigDocument json(String text) {
        return ConfigDocument.parse(text);
    }

    /** JSON's null, which cannot be handed to a document as a value otherwise. */
    private static final class JsonNullText {
        static final ConfigDocument NULL = ConfigDocument.parse("null");
    }
}
