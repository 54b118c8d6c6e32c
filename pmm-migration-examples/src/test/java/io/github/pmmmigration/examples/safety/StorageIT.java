package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.bed.FolderPlugin;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Kinds of storage beside the four usual ones. */
class StorageIT {
    @TempDir
    Path folder;

    private TestBed bed = TestBed.require();
    private TestServer server = TestServer.of(bed);

    private Optional<AutoCloseable> provider = Optional.empty();

    @AfterEach
    void clean() throws Exception {
        bed.removeContainers(server.name());
        bed.docker("volume", "ls", "-q")
                .lines()
                .filter(volume -> volume.startsWith(server.name()))
                .forEach(volume -> bed.docker("volume", "rm", volume));
        if (provider.isPresent()) {
            provider.get().close();
        }
        bed.close();
    }

    /** An engine remembers a plugin that has gone and asks it about every volume it does not know: so it is one of this test's own. */
    @Test
    @EnabledIfSystemProperty(named = "storage", matches = "all")
    void migratesAVolumeOfAPluginAndGoesBack() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        PrivateEngine engine = PrivateEngine.beside(bed, "plugin");
        bed.close();
        bed = engine.bed();
        server = TestServer.of(bed);
        FolderPlugin plugin = FolderPlugin.of(server.name(), data);
        provider = Optional.of(() -> {
            engine.close();
            plugin.close();
        });
        volume("--driver", server.name());

        migratesAndGoesBack(server.name() + "-srv:/srv", "REMOTE_VOLUME");

        assertThat(data.resolve("postgres14")).isDirectory();
    }

    /** A folder behind FUSE that lets nobody change owners, as file servers do. */
    @Test
    void refusesAFolderWhoseOwnersCannotBeChanged() throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/bindfs")), "no bindfs here: apt-get install bindfs");
        Path data = Files.createDirectory(folder.resolve("data"));
        Path mount = Files.createDirectory(folder.resolve("mount"));
        server.startEmpty("2.44.1", document -> document.with("/HostConfig/Binds", List.of(data + ":/srv")));
        bed.removeContainers(server.name());
        bed.run(List.of("bindfs", "-o", "allow_other", "--chown-deny", data.toString(), mount.toString()));
        provider = Optional.of(() -> bed.run(List.of("umount", mount.toString())));
        server.startEmpty("2.44.1", document -> document.with("/HostConfig/Binds", List.of(mount + ":/srv")));

        PackedTool.Answer refused = tool().run("migrate", "--yes");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.out()).contains("\"OWNERSHIP_REFUSED\"");
        assertThat(server.container().imageReference()).endsWith(":2.44.1");
        assertThat(server.container().state().isRunning()).isTrue();
    }

    /** What docker calls a local volume may be any folder, and a folder may be called anything but with a colon. */
    @Test
    void migratesAFolderOfAnyNameBehindALinkAndGoesBack() throws Exception {
        Path data = Files.createDirectories(folder.resolve("-rf \"it's\" $HOME;é,x"));
        Path link = Files.createSymbolicLink(folder.resolve("--link 'to' it"), data);

        migratesAndGoesBack(link + ":/srv");

        assertThat(data.resolve("postgres14")).isDirectory();
    }

    @Test
    void migratesALocalVolumeThatIsAFolderOfAServerWithAReadOnlyRootAndGoesBack() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        volume("--opt", "type=none", "--opt", "o=bind", "--opt", "device=" + data);

        migratesAndGoesBack(
                server.name() + "-srv:/srv",
                document -> document.with("/HostConfig/ReadonlyRootfs", true)
                        .with("/HostConfig/Tmpfs", Map.of("/run", "", "/tmp", "")),
                "READ_ONLY_ROOT");

        assertThat(data.resolve("postgres14")).isDirectory();
        assertThat(server.container().document().flag("/HostConfig/ReadonlyRootfs"))
                .contains(true);
    }

    private PackedTool tool() {
        return new PackedTool(bed, server.name(), folder);
    }

    private void volume(String... options) {
        List<String> words = new ArrayList<>(List.of("volume", "create"));
        words.addAll(List.of(options));
        words.add(server.name() + "-srv");
        bed.docker(words.toArray(String[]::new));
    }

    private void migratesAndGoesBack(String bind, String... findings) throws Exception {
        migratesAndGoesBack(bind, document -> document, findings);
    }

    private void migratesAndGoesBack(String bind, UnaryOperator<ConfigDocument> change, String... findings)
            throws Exception {
        server.start("2.44.1", document -> change.apply(document.with("/HostConfig/Binds", List.of(bind))));
        String inventory = server.checksums();
        assertThat(inventory).isNotEmpty();

        PackedTool.Answer checked = tool().run("check");
        PackedTool.Answer migrated = tool().run("migrate", "--yes");

        assertThat(checked.json().elements("/findings").stream().flatMap(finding -> finding.text("/code").stream()))
                .containsAll(List.of(findings))
                .doesNotContain("OWNERSHIP_REFUSED");
        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(server.checksums()).isEqualTo(inventory);
        assertThat(server.container().document().texts("/HostConfig/Binds")).contains(bind);

        PackedTool.Answer back = tool().run("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertThat(server.container().imageReference()).endsWith(":2.44.1");
        assertThat(server.checksums()).isEqualTo(inventory);
    }
}
