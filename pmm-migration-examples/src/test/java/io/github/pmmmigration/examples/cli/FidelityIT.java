package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.examples.bed.Inspections;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers with about every setting that the engine takes are migrated and inspected again, field by field.
 *
 * <p>What has to be different is listed in each test; everything else has to be the same, byte for byte.
 */
class FidelityIT {
    private static final String HEALTH = "curl -f http://127.0.0.1/v1/readyz || exit 1";

    /** What belongs to the image, to our labels, or to the ports that PMM 3 listens on. */
    private static final List<String> OF_THE_IMAGE = List.of(
            "/Config/Image",
            "/Config/Env",
            "/Config/User",
            "/Config/Cmd",
            "/Config/Entrypoint",
            "/Config/Volumes/.*",
            "/Config/Healthcheck/.*",
            "/Config/ExposedPorts/.*",
            "/Config/Labels/(io.github.pmm-migration|org.opencontainers.image|org.label-schema)\\..*",
            "/HostConfig/PortBindings/(80|443|8080|8443)/tcp");

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.engine()
                .inspect(new ContainerName(server.name()).toRef())
                .filter(container ->
                        container.document().flag("/HostConfig/AutoRemove").orElse(false))
                .ifPresent(container -> bed.docker("rm", "--force", "--volumes", server.name()));
        bed.removeContainers(server.name());
        bed.docker("network", "ls", "--format", "{{.Name}}", "--filter", "name=" + server.name())
                .lines()
                .forEach(network -> bed.docker("network", "rm", network));
        bed.close();
    }

    @Test
    void keepsEveryOptionOfDockerCreate() throws Exception {
        bed.docker(
                "network",
                "create",
                "--ipv6",
                "--subnet",
                "fd00:72:1::/64",
                "--subnet",
                "10.72.1.0/24",
                server.name() + "-front");
        bed.docker("network", "create", server.name() + "-back");
        List<String> words = new ArrayList<>(List.of("create", "--name", server.name()));
        words.addAll(identity());
        words.addAll(limits());
        words.addAll(rates());
        words.addAll(storage());
        words.addAll(network(neighbour()));
        words.addAll(ports());
        words.add(bed.image("2.44.1").toString());
        bed.docker(words.toArray(String[]::new));
        bed.docker(
                "network",
                "connect",
                "--alias",
                "m2",
                "--driver-opt",
                "of.nobody=x",
                server.name() + "-back",
                server.name());

        ContainerSnapshot before = start();
        ContainerSnapshot after = migrate();

        assertThat(unintended(before, after)).isEmpty();
        assertThat(Files.getOwner(folder.resolve("below/kept"))).isEqualTo(Files.getOwner(folder));
        assertThat(after.document().texts("/Config/Healthcheck/Test"))
                .containsExactly("CMD-SHELL", HEALTH.replace("127.0.0.1/v1/readyz", "127.0.0.1:8080/v1/server/readyz"));
        assertThat(after.document().number("/Config/Healthcheck/Interval")).hasValue(7_000_000_000L);
        assertThat(after.document().text("/HostConfig/PortBindings/8443~1tcp/0/HostPort"))
                .contains("" + server.port());
        assertThat(after.document().keys("/HostConfig/PortBindings"))
                .contains("8080/tcp", "9000/udp", "9001/udp", "9002/udp")
                .doesNotContain("443/tcp", "80/tcp");
        assertGoesBackTo(before);
    }

    /** Nothing but the volume of the data is another one then. */
    private void assertGoesBackTo(ContainerSnapshot before) throws Exception {
        ContainerName name = before.name();
        Answer back = new PackedTool(bed, name.value(), folder).run("rollback", "--yes");
        assertThat(back.code()).as(back.all()).isZero();
        ContainerSnapshot again = bed.engine().inspect(name.toRef()).orElseThrow();
        Map<String, String> differences = new TreeMap<>(Inspections.differences(fields(before), fields(again)));
        differences.keySet().removeIf(place -> place.matches("/Config/Labels/io\\.github\\.pmm-migration\\..*"));
        assertThat(differences).containsOnlyKeys("/HostConfig/Binds", "/Mounts");
    }

    private String neighbour() {
        String name = server.name() + "-db";
        String image = bed.image("2.44.1").toString();
        bed.docker(
                "run",
                "--detach",
                "--name",
                name,
                "--network",
                server.name() + "-front",
                "--entrypoint",
                "sleep",
                image,
                "600");
        return name;
    }

    private List<String> network(String neighbour) {
        return List.of(
                "--network",
                server.name() + "-front",
                "--ip",
                "10.72.1.9",
                "--ip6",
                "fd00:72:1::9",
                "--link-local-ip",
                "169.254.34.68",
                "--link",
                neighbour + ":db",
                "--network-alias",
                "pmm");
    }

    private List<String> identity() {
        return List.of(
                "--hostname",
                "monitor",
                "--domainname",
                "example.org",
                "--add-host",
                "db:10.0.0.1",
                "--add-host",
                "six:fe80::1",
                "--dns",
                "10.0.0.53",
                "--dns-option",
                "ndots:2",
                "--dns-search",
                "example.org",
                "--label",
                "team=blue",
                "--label",
                "lines=a\n 'b' \"c\"",
                "--workdir",
                "/opt",
                "--stop-timeout",
                "400",
                "--stop-signal",
                "SIGINT",
                "--restart",
                "on-failure:3",
                "--tty",
                "--interactive",
                "--health-cmd",
                HEALTH,
                "--health-interval",
                "7s",
                "--health-timeout",
                "3s",
                "--health-retries",
                "4",
                "--health-start-period",
                "20s",
                "--log-driver",
                "json-file",
                "--log-opt",
                "max-size=10m",
                "--log-opt",
                "max-file=3");
    }

    private static List<String> limits() {
        return List.of(
                "--cap-add",
                "NET_ADMIN",
                "--cap-drop",
                "MKNOD",
                "--security-opt",
                "label=disable",
                "--security-opt",
                "seccomp=unconfined",
                "--ulimit",
                "nofile=4000:5000",
                "--ulimit",
                "core=0",
                "--sysctl",
                "net.core.somaxconn=1024",
                "--device",
                "/dev/zero:/dev/xzero:r",
                "--device-cgroup-rule",
                "c 1:3 mr",
                "--shm-size",
                "128m",
                "--memory",
                "3g",
                "--memory-reservation",
                "1g",
                "--memory-swap",
                "4g",
                "--memory-swappiness",
                "10",
                "--oom-kill-disable",
                "--oom-score-adj",
                "100",
                "--cpu-shares",
                "512",
                "--cpu-period",
                "100000",
                "--cpu-quota",
                "150000",
                "--cpuset-cpus",
                "0-1",
                "--cpuset-mems",
                "0",
                "--pids-limit",
                "5000",
                "--init",
                "--group-add",
                "4242",
                "--ipc",
                "shareable",
                "--cgroupns",
                "host",
                "--cgroup-parent",
                "/pmm-it",
                "--runtime",
                "runc");
    }

    private List<String> storage() throws IOException {
        Path certificates = Files.createDirectory(folder.resolve("certs"));
        Path extra = Files.createDirectory(folder.resolve("extra"));
        Path below = Files.createDirectory(folder.resolve("below"));
        Files.createFile(below.resolve("kept"));
        return List.of(
                "--volume",
                server.name() + "-srv:/srv/.",
                "--volume",
                below + ":/srv/x/..//below/:ro",
                "--volumes-from",
                "/" + lender() + ":ro,z",
                "--volume",
                certificates + ":/certs:ro,z",
                "--mount",
                "type=bind,source=" + extra + ",target=/extra,readonly,bind-propagation=rprivate",
                "--mount",
                "type=volume,source=" + server.name() + "-more,target=/more,volume-nocopy,volume-label=a=b",
                "--mount",
                "type=tmpfs,target=/mt,tmpfs-size=1048576,tmpfs-mode=1770",
                "--mount",
                "type=volume,source=" + server.name() + "-opt,target=/opt2,volume-driver=local,volume-opt=type=tmpfs,"
                        + "volume-opt=device=tmpfs,volume-opt=o=size=1m",
                "--tmpfs",
                "/scratch:rw,size=1m",
                "--tmpfs",
                "/scratch2");
    }

    private String lender() {
        String name = server.name() + "-lender";
        bed.docker(
                "create",
                "--name",
                name,
                "--volume",
                "/lent",
                bed.image("2.44.1").toString());
        return name;
    }

    /** Rates are of block devices only; where there is none, none is limited. */
    private static List<String> rates() {
        Path device = Path.of("/dev/loop0");
        return Files.exists(device)
                ? List.of("--device-read-bps", device + ":1mb", "--device-write-iops", device + ":100")
                : List.of();
    }

    private List<String> ports() {
        return List.of(
                "--publish",
                "127.0.0.1:" + server.port() + ":443",
                "--publish",
                "127.0.0.1:" + TestServer.freePort() + ":443",
                "--publish",
                "[::1]:" + server.port() + ":443",
                "--publish",
                "127.0.0.1:" + TestServer.freePort() + ":80",
                "--publish",
                "127.0.0.1:" + TestServer.freePort() + ":8443",
                "--publish",
                "127.0.0.1:19000-19002:9000-9002/udp",
                "--expose",
                "7777");
    }

    /** That the retired container is gone when it goes back shows that the kept definition is as faithful. */
    @Test
    void keepsNonsenseByteForByte() throws Exception {
        ContainerName longName = new ContainerName(server.name() + "-" + "n".repeat(80));
        List<String> environment = new ArrayList<>(List.of(
                "MY_LINES=a\nb\n\n",
                "MY_QUOTES='\"`$(id) $HOME ${X} \\ %s !x",
                "MY_EQUALS==a=b=",
                "MY_UNICODE=pässwörd 日本 \uD83D\uDE00\u0301",
                "MY_SPACES=  x\t ",
                "MY_EMPTY="));
        IntStream.range(0, 500).forEach(i -> environment.add("MY_NUMBER_" + i + "=" + i));
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", bed.image("2.44.1").toString())
                .with("/Env", environment)
                .with("/MacAddress", "02:11:22:33:44:55")
                .with("/Labels", Map.of("large", "0123456789abcde\n".repeat(4096), "größe", "\"\\\t"))
                .with("/HostConfig/Binds", List.of(server.name() + "-srv:/srv"))
                .with("/HostConfig/UTSMode", "host")
                .with("/HostConfig/NanoCpus", 1_500_000_000)
                .with("/HostConfig/PublishAllPorts", true);
        bed.engine().create(new ContainerSpec(longName, configuration));

        ContainerSnapshot before = start(longName);
        String target = imageOfNoRegistry();
        ContainerSnapshot after = migrate(longName, "--target", target);

        assertThat(unintended(before, after)).isEmpty();
        assertThat(after.document().texts("/Config/Env")).containsAll(environment);
        assertThat(after.imageReference()).isEqualTo(target);
        bed.docker("rm", before.id().value());
        assertGoesBackTo(before);
    }

    /** Returns an image that is on the engine and could not be had from anywhere. */
    private String imageOfNoRegistry() {
        String image = "registry.invalid/pmm-server:3.8.1";
        bed.docker("tag", bed.image("3.8.1").toString(), image);
        return image;
    }

    @Test
    void keepsThirtyNetworksAndTheVolumeOfADataContainerThatIsGone() throws Exception {
        server.start("2.44.1", server.storedIn(StorageKind.DATA_CONTAINER, folder));
        bed.docker("rm", server.name() + "-data");
        for (int i = 0; i < 30; i++) {
            String network = server.name() + "-n" + i;
            bed.docker("network", "create", "--subnet", "10.73." + i + ".0/24", network);
            bed.docker("network", "connect", "--alias", "pmm" + i, "--ip", "10.73." + i + ".7", network, server.name());
        }

        ContainerSnapshot before = server.container();
        String inventory = server.checksums();
        ContainerSnapshot after = migrate();

        assertThat(after.document().keys("/NetworkSettings/Networks")).hasSize(31);
        assertThat(unintended(before, after))
                .containsOnlyKeys("/HostConfig/Binds", "/HostConfig/VolumesFrom", "/Mounts");
        assertThat(after.mountAt("/srv").orElseThrow().volume())
                .isEqualTo(before.mountAt("/srv").orElseThrow().volume());
        assertThat(server.checksums()).isEqualTo(inventory).isNotEmpty();
    }

    @Test
    void keepsWhatOnlyNewerEnginesKnow() throws Exception {
        Assumptions.assumeTrue(
                Integer.parseInt(bed.variable("PMM_TESTBED_ENGINE_MAJOR")) >= 28,
                "needs a bed that was brought up with --engine 28");
        String image = bed.image("2.44.1").toString();
        String volume = server.name() + "-more";
        for (String network : List.of("-a", "-b", "-c")) {
            bed.docker("network", "create", server.name() + network);
        }
        bed.docker("run", "--rm", "--volume", volume + ":/v", "--entrypoint", "mkdir", image, "-p", "/v/a/b");
        bed.docker(("create --name NAME --volume NAME-srv:/srv --publish 127.0.0.1:PORT:443 --health-start-interval 2s"
                        + " --network name=NAME-a,mac-address=02:42:0a:5d:00:07,alias=m1,gw-priority=5"
                        + " --network name=NAME-b,mac-address=92:d0:c6:0a:29:33,gw-priority=-3 --network NAME-c"
                        + " --mount type=volume,src=NAME-more,dst=/data2,volume-subpath=a/b"
                        + " --mount type=bind,src=FOLDER,dst=/extra,readonly,bind-recursive=readonly,bind-propagation=rprivate"
                        + " --annotation of.nobody=x --log-driver local --log-opt mode=non-blocking"
                        + " --security-opt systempaths=unconfined --memory-swap -1 --memory 4g --pids-limit -1 IMAGE")
                .replace("NAME", server.name())
                .replace("PORT", "" + server.port())
                .replace("FOLDER", folder.toString())
                .replace("IMAGE", image)
                .split(" "));

        ContainerSnapshot before = start();
        ContainerSnapshot after = migrate();

        assertThat(unintended(before, after)).isEmpty();
        assertThat(after.document().text("/NetworkSettings/Networks/" + server.name() + "-b/MacAddress"))
                .contains("92:d0:c6:0a:29:33");

        assertGoesBackTo(before);
        ConfigDocument again = server.container().document();
        assertThat(again.text("/NetworkSettings/Networks/" + server.name() + "-a/MacAddress"))
                .contains("02:42:0a:5d:00:07");
        assertThat(again.text("/NetworkSettings/Networks/" + server.name() + "-b/MacAddress"))
                .contains("92:d0:c6:0a:29:33");
    }

    @Test
    void keepsTheNetworkOfTheHost() throws Exception {
        List.of(80, 443, 8080, 8443, 3000, 5432, 9090).forEach(FidelityIT::assumeFree);
        bed.docker(
                "create",
                "--name",
                server.name(),
                "--network",
                "host",
                "--volume",
                server.name() + "-srv:/srv",
                bed.image("2.44.1").toString());

        ContainerSnapshot before = start();
        ContainerSnapshot after = migrate("--accept", "HOST_NETWORK");

        assertThat(after.document().text("/HostConfig/NetworkMode")).contains("host");
        assertThat(unintended(before, after)).isEmpty();
    }

    @Test
    void keepsAServerThatVanishesWhenItStops() throws Exception {
        bed.docker(
                "run",
                "--detach",
                "--rm",
                "--name",
                server.name(),
                "--volume",
                "/srv",
                "--publish",
                "127.0.0.1:" + server.port() + ":443",
                "--env",
                "MY_OWN=a b$c",
                bed.image("2.44.1").toString());
        server.awaitReady();
        server.seed();
        ContainerSnapshot before = server.container();
        String inventory = server.checksums();

        ContainerSnapshot after = migrate();

        assertThat(bed.engine().inspect(before.id().toRef())).isEmpty();
        assertThat(unintended(before, after))
                .containsOnlyKeys("/HostConfig/AutoRemove", "/HostConfig/Binds", "/Mounts");
        assertThat(after.mountAt("/srv").orElseThrow().volume())
                .isEqualTo(before.mountAt("/srv").orElseThrow().volume());
        assertThat(server.checksums()).isEqualTo(inventory);
        Answer back = new PackedTool(bed, server.name(), folder).run("rollback", "--yes");
        assertThat(back.code()).as(back.all()).isZero();
        assertThat(server.checksums()).isEqualTo(inventory);
        assertThat(server.container().imageReference()).isEqualTo(before.imageReference());
        assertThat(server.container().document().texts("/Config/Env"))
                .containsExactlyInAnyOrderElementsOf(before.document().texts("/Config/Env"));
    }

    private static void assumeFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            assertThat(socket.isBound()).isTrue();
        } catch (IOException e) {
            Assumptions.abort("port " + port + " of this machine is in use, so no server can have the host's network");
        }
    }

    private ContainerSnapshot start() {
        return start(new ContainerName(server.name()));
    }

    private ContainerSnapshot start(ContainerName name) {
        bed.engine().start(bed.engine().inspect(name.toRef()).orElseThrow().id());
        TestServer.awaitReady(bed, name);
        return bed.engine().inspect(name.toRef()).orElseThrow();
    }

    private ContainerSnapshot migrate(String... options) throws Exception {
        return migrate(new ContainerName(server.name()), options);
    }

    private ContainerSnapshot migrate(ContainerName name, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--yes"));
        all.addAll(List.of(options));
        all.add("--json");
        Answer answer = new PackedTool(bed, name.value(), folder).run("migrate", all.toArray(String[]::new));
        assertThat(answer.code()).as(answer.all()).isZero();
        assertThat(answer.json().elements("/verification/checks"))
                .filteredOn(check ->
                        check.text("/name").filter("configuration"::equals).isPresent())
                .singleElement()
                .satisfies(check ->
                        assertThat(check.text("/verdict")).as(check.toJson()).contains("PASSED"));
        return bed.engine().inspect(name.toRef()).orElseThrow();
    }

    private static Map<String, String> unintended(ContainerSnapshot before, ContainerSnapshot after) {
        Map<String, String> differences = new TreeMap<>(Inspections.differences(fields(before), fields(after)));
        differences.keySet().removeIf(place -> OF_THE_IMAGE.stream().anyMatch(place::matches));
        return differences;
    }

    /** The engine itself adds the short identifier to the aliases, and makes up hardware addresses: random ones since 28. */
    private static Map<String, String> fields(ContainerSnapshot container) {
        Map<String, String> fields = new TreeMap<>();
        String generated = generatedAddress(container);
        Inspections.fields(container)
                .forEach((place, value) -> fields.put(
                        place,
                        place.equals(generated)
                                ? "\"MAC\""
                                : value.replace(container.id().shortened(), "SHORT_ID")
                                        .replaceAll("\"02:42:[0-9a-f:]+\"", "\"MAC\"")));
        return fields;
    }

    /** Returns where the address of the main network is shown, unless one was configured for the whole container. */
    private static String generatedAddress(ContainerSnapshot container) {
        ConfigDocument document = container.document();
        String mode = document.text("/HostConfig/NetworkMode").orElse("");
        String network = mode.equals("default") ? "bridge" : mode;
        boolean configured = document.text("/Config/MacAddress")
                .filter(address -> !address.isEmpty())
                .isPresent();
        return configured ? "" : "/NetworkSettings/Networks/" + network + "/MacAddress";
    }
}
