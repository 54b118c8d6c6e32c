package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Engines that shift owners, run without root, clone files, or are Podman; each is started for its test. */
@EnabledIfSystemProperty(named = "engines", matches = "all")
class UnusualEnginesIT {
    private static final String OWNERS =
            "cd /srv && { find . -maxdepth 1 -printf '%u:%g %p\\n'; find seed -printf '%u:%g %p\\n'; } | sort";

    @TempDir
    Path folder;

    private final TestBed neighbour = TestBed.require();
    private Optional<PrivateEngine> engine = Optional.empty();

    @AfterEach
    void close() {
        engine.ifPresent(PrivateEngine::close);
        neighbour.close();
    }

    @Test
    void aRootlessEngineMigratesAVolumeAndAFolderAndGoesBack() throws Exception {
        requirePackages("rootlesskit", "slirp4netns", "newuidmap");
        TestBed bed = up(PrivateEngine.ofKind(neighbour, "rootless"));
        Path data = folderOf("pmm-testbed");

        migratesAndGoesBack(bed, "volume:/srv", shared -> shared, "ROOTLESS_ENGINE");
        migratesAndGoesBack(bed, data + ":/srv", shared -> shared, "ROOTLESS_ENGINE");
    }

    @Test
    void anEngineThatShiftsOwnersMigratesAVolumeAndAFolderAndGoesBack() throws Exception {
        TestBed bed = up(PrivateEngine.withFlags(neighbour, "shifted", "--userns-remap=default"));
        String base = bed.docker("info", "--format", "{{.DockerRootDir}}").replaceAll(".*/([0-9]+)\\.[0-9]+$", "$1");
        Path data = folderOf(base);

        migratesAndGoesBack(bed, "volume:/srv", shared -> shared, "USER_NAMESPACES");
        migratesAndGoesBack(bed, data + ":/srv", shared -> shared, "USER_NAMESPACES");
        migratesAndGoesBack(bed, "volume:/srv", shared -> shared.with("/HostConfig/UsernsMode", "host"));
    }

    /** Another user's file, as of a backup that was put back on the host: not even root in the container may change its owner. */
    @Test
    void aRootlessEngineRefusesWhatIsNotItsOwnAndWarnsOfPortsOfRoot() throws Exception {
        requirePackages("rootlesskit", "slirp4netns", "newuidmap");
        TestBed bed = up(PrivateEngine.ofKind(neighbour, "rootless"));
        TestServer server = TestServer.of(bed);
        Path data = folderOf("pmm-testbed");
        server.start("2.44.1", document -> document.with("/HostConfig/Binds", List.of(data + ":/srv")));
        Path foreign = Files.writeString(data.resolve("backup/foreign"), "of root");
        PackedTool tool = new PackedTool(bed, server.name(), folder);

        PackedTool.Answer refused = tool.run("migrate", "--yes", "--publish", "127.0.0.1:444:8443");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.out())
                .contains("\"OWNERSHIP_REFUSED\"", "/srv/backup/foreign", "new ports 127.0.0.1:444/tcp");
        assertThat(server.container().imageReference()).endsWith(":2.44.1");
        assertThat(server.container().state().isRunning()).isTrue();

        PackedTool.Answer copied = tool.run("migrate", "--yes", "--data", "copy");

        assertThat(copied.code()).as(copied.all()).isZero();
        assertThat(server.run("stat", "-c", "%U %s", "/srv/backup/foreign")).isEqualTo("pmm 7");
        assertThat(Files.getAttribute(foreign, "unix:uid")).isEqualTo(0);
        bed.removeContainers(server.name());
        bed.docker("volume", "prune", "--force");
    }

    /** There is less room than the backup has bytes. */
    @Test
    void whereBlocksAreSharedABackupTakesNoRoom() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/mkfs.xfs")), "no mkfs.xfs here: see CONTRIBUTING");
        PrivateEngine cloning = PrivateEngine.thatClones(neighbour, "clones", "1g");
        TestBed bed = up(cloning);
        TestServer server = TestServer.of(bed);
        server.start("2.44.1", document -> document.with("/HostConfig/Binds", List.of(server.name() + "-srv:/srv")));
        server.run("sh", "-c", "head -c 260000000 /dev/urandom > /srv/backup/large");
        String files = server.checksums();
        bed.image("3.7.0");
        cloning.leaveFree(160_000_000);
        PackedTool tool = new PackedTool(bed, server.name(), folder);

        requireCodes(tool.run("check"));
        PackedTool.Answer migrated = tool.run("migrate", "--yes");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.json().flag("/copied/cloned")).contains(true);
        assertThat(migrated.json().number("/copied/bytes").orElseThrow()).isGreaterThan(260_000_000);
        assertThat(server.checksums()).isEqualTo(files);

        PackedTool.Answer back = tool.run("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertThat(server.checksums()).isEqualTo(files);
    }

    /** Podman before 5.1 cannot change a restart policy, so there is none. */
    @Test
    void podmanMigratesAVolumeAndAFolderAndGoesBack() throws Exception {
        requirePackages("podman");
        TestBed bed = up(PrivateEngine.ofKind(neighbour, "podman"));
        Path data = Files.createDirectory(folder.resolve("data"));
        UnaryOperator<ConfigDocument> unarmed = document -> document.without("/HostConfig/RestartPolicy");

        migratesAndGoesBack(bed, "volume:/srv", unarmed);
        migratesAndGoesBack(bed, data + ":/srv", unarmed);
    }

    private static void requirePackages(String... commands) {
        for (String command : commands) {
            Assumptions.assumeTrue(
                    Files.isExecutable(Path.of("/usr/bin", command)), "no " + command + " here: see CONTRIBUTING");
        }
    }

    private TestBed up(PrivateEngine started) {
        engine = Optional.of(started);
        return started.bed();
    }

    /** Makes a folder that belongs to the root of the engine's containers, below one that everybody can enter. */
    private Path folderOf(String owner) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = Files.createDirectory(folder.resolve("data"));
        neighbour.run(List.of("chown", owner + ":" + owner, data.toString()));
        return data;
    }

    private void migratesAndGoesBack(TestBed bed, String bind, UnaryOperator<ConfigDocument> change, String... findings)
            throws Exception {
        TestServer server = TestServer.of(bed);
        String source = bind.replaceFirst("^volume:", server.name() + "-srv:");
        try {
            server.start("2.44.1", document -> change.apply(document.with("/HostConfig/Binds", List.of(source))));
            String files = server.checksums();
            String owners = server.run("sh", "-c", OWNERS);
            assertThat(files).isNotEmpty();
            assertThat(owners).contains("postgres:postgres ./postgres14", "root:root seed/");
            PackedTool tool = new PackedTool(bed, server.name(), folder);

            requireCodes(tool.run("check"), findings);
            PackedTool.Answer migrated = tool.run("migrate", "--yes");

            assertThat(migrated.code()).as(migrated.all()).isZero();
            assertThat(migrated.json().flag("/copied/cloned")).contains(false);
            assertThat(migrated.json().elements("/verification/checks"))
                    .filteredOn(check -> !check.text("/verdict").equals(Optional.of("PASSED")))
                    .isEmpty();
            assertThat(server.container().imageReference()).contains("/pmm-server:3.");
            assertThat(server.checksums()).isEqualTo(files);
            requireHostOwner(bed, server, 1000);

            PackedTool.Answer back = tool.run("rollback", "--yes");

            assertThat(back.code()).as(back.all()).isZero();
            assertThat(server.container().imageReference()).endsWith(":2.44.1");
            assertThat(server.checksums()).isEqualTo(files);
            assertThat(server.run("sh", "-c", OWNERS)).isEqualTo(owners);
            requireHostOwner(bed, server, 26);
        } finally {
            bed.removeContainers(server.name());
            bed.docker("volume", "prune", "--force");
        }
    }

    /** Says all of what is expected, and nothing else that such engines are about. */
    private static void requireCodes(PackedTool.Answer checked, String... findings) {
        List<String> codes = checked.json().elements("/findings").stream()
                .flatMap(finding -> finding.text("/code").stream())
                .toList();
        List<String> unexpected =
                new ArrayList<>(List.of("ROOTLESS_ENGINE", "USER_NAMESPACES", "DISK_SPACE", "DISK_SPACE_TIGHT"));
        unexpected.removeAll(List.of(findings));

        assertThat(checked.code()).as(checked.all()).isZero();
        assertThat(codes).containsAll(List.of(findings)).doesNotContainAnyElementsOf(unexpected);
    }

    /** Compares the owner of the database, as the host sees it, with what the kernel makes of the owner in the container. */
    private static void requireHostOwner(TestBed bed, TestServer server, int inside) throws Exception {
        String process = bed.docker("inspect", "--format", "{{.State.Pid}}", server.name());
        int expected = Files.readAllLines(Path.of("/proc", process, "uid_map")).stream()
                .map(line -> line.strip().split(" +"))
                .filter(map -> inside >= Integer.parseInt(map[0]))
                .filter(map -> inside - Integer.parseInt(map[0]) < Long.parseLong(map[2]))
                .mapToInt(map -> Integer.parseInt(map[1]) + inside - Integer.parseInt(map[0]))
                .findFirst()
                .orElseThrow();
        Path data = Path.of(bed.docker(
                "inspect",
                "--format",
                "{{range .Mounts}}{{if eq .Destination \"/srv\"}}{{.Source}}{{end}}{{end}}",
                server.name()));

        assertThat(Files.getAttribute(data.resolve("postgres14"), "unix:uid")).isEqualTo(expected);
    }
}
