package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerState.Status;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A PMM 2 with data on the real engine, and what must hold of it whatever happens. */
final class Server implements AutoCloseable {
    /** Files that no start of PMM touches: contents, kinds, modes, names of each, sizes, times and targets of links. */
    private static final String FACTS = "cd /srv && find seed -printf '%y %m %n %s %T@ %l %p OWNER\\n' | sort"
            + " && find seed backup prometheus -type f -exec sha256sum {} + | sort";

    /** Their extended attributes and access control lists, and which of them have holes. */
    private static final String MORE_FACTS = """
            import os, pathlib
            for file in sorted(p for p in pathlib.Path('/srv/seed').rglob('*') if not p.is_symlink()):
                facts = {name: os.getxattr(file, name).hex() for name in sorted(os.listxattr(file))}
                holes = file.is_file() and file.stat().st_blocks * 512 < file.stat().st_size
                if facts or holes:
                    print(os.fsencode(file), facts, holes)
            """;

    /** Gives one file an access control list: owner, user 1234, group, mask, others. */
    private static final String WITH_LIST = """
            import os, struct
            entries = [(1, 6, -1), (2, 4, 1234), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
            packed = b''.join(struct.pack('<HHi', *entry) for entry in entries)
            os.setxattr('/srv/seed/sparse', 'system.posix_acl_access', struct.pack('<I', 2) + packed)
            """;

    private final TestBed bed;
    private final Path folder;
    private final TestServer test;
    private final String name;
    private final ContainerId source;
    private final String facts;
    private final String ownedFacts;
    private final String configuration;

    private Server(TestBed bed, Path folder, StorageKind storage, List<String> environment) {
        this.bed = bed;
        this.folder = folder;
        this.test = TestServer.of(bed);
        this.name = test.name();
        this.source = start(storage, environment);
        test.run("python3", "-c", WITH_LIST);
        this.facts = facts("-");
        assertThat(facts).contains("system.posix_acl_access", "user.origin", "} True");
        this.ownedFacts = facts("%U:%G");
        this.configuration = configurationOf(here());
    }

    /** Starts one that the engine starts again whatever happens, fills it, and notes what it is and has. */
    static Server start(TestBed bed, Path folder, StorageKind storage, String... environment) {
        return new Server(bed, folder, storage, List.of(environment));
    }

    private ContainerId start(StorageKind storage, List<String> environment) {
        Path data = folder.resolve(name);
        UnaryOperator<ConfigDocument> stored = test.storedIn(storage, data);
        return test.start("2.44.1", document -> stored.apply(with(environment, document)))
                .id();
    }

    private static ConfigDocument with(List<String> environment, ConfigDocument document) {
        List<String> variables = new ArrayList<>(document.texts("/Env"));
        variables.addAll(environment);
        return document.with("/Env", variables);
    }

    private ContainerEngine engine() {
        return bed.engine();
    }

    String name() {
        return name;
    }

    int port() {
        return test.port();
    }

    ContainerId source() {
        return source;
    }

    /** Returns the container that has the server's name. */
    ContainerSnapshot here() {
        return test.container();
    }

    void awaitReady() {
        test.awaitReady();
    }

    private String facts(String owner) {
        return test.run("sh", "-c", FACTS.replace("OWNER", owner)) + "\n" + test.run("python3", "-c", MORE_FACTS);
    }

    ToolProcess tool(String command, String... options) throws IOException {
        return ToolProcess.start(new PackedTool(bed, name, folder), folder, command, options);
    }

    /** What a container is, without what differs from server to server and from run to run. */
    String configurationOf(ContainerSnapshot container) {
        ConfigDocument all = container.document();
        String text = ConfigDocument.empty()
                .with("/Config", all.at("/Config").orElseThrow())
                .with("/HostConfig", all.at("/HostConfig").orElseThrow())
                .with("/Mounts", all.elements("/Mounts"))
                .without("/Config/Labels/io.github.pmm-migration.baseline")
                .without("/Config/Labels/io.github.pmm-migration.digest")
                .toPrettyJson();
        return normalised(text.replace(container.id().shortened(), "SELF"));
    }

    /** Leaves out of a text what differs from server to server. */
    String normalised(String text) {
        return text.replace(folder.toString(), "FOLDER")
                .replace(name, "SERVER")
                .replace("\"" + test.port() + "\"", "\"PORT\"")
                .replaceAll("[0-9a-f]{64}", "ID")
                .replace(source.value().substring(0, 12), "SOURCE")
                .replaceAll("[0-9a-f]{12}", "ID");
    }

    List<ContainerSnapshot> containers() {
        return engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.name().value().startsWith(name))
                .toList();
    }

    private List<ContainerSnapshot> runningServers() {
        return containers().stream()
                .filter(container -> container.state().isActive())
                .filter(container ->
                        !container.label("io.github.pmm-migration.role").equals(Optional.of("helper")))
                .toList();
    }

    /** Returns whether a server of it, old or new, runs. */
    boolean runs() {
        return !runningServers().isEmpty();
    }

    /** Holds at any instant: a PMM 2 can be started again, and at most one server runs or would be started by the engine. */
    void requireSafe(String when) {
        assertThat(engine().inspect(source.toRef())).as("source " + when).isPresent();
        assertThat(runningServers()).as("running " + when).hasSizeLessThanOrEqualTo(1);
        assertThat(containers().stream()
                        .filter(container -> !container.restartPolicy().equals(RestartPolicy.NO)))
                .as("armed " + when)
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Holds after a migration: PMM 3 in the server's place with all data, the retired server parked and disarmed. */
    void requireMigrated(String how) {
        ContainerSnapshot replacement = here();
        assertThat(replacement.imageReference()).as(how).contains("/pmm-server:3.");
        assertThat(replacement.state().isRunning()).as(how).isTrue();
        assertThat(replacement.restartPolicy()).as(how).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(facts("-")).as(how).isEqualTo(facts);
        assertThat(test.run("find", "/srv", "-xdev", "!", "-uid", "1000", "-print", "-quit"))
                .as(how)
                .isEmpty();
        ContainerSnapshot retired = engine().inspect(source.toRef()).orElseThrow();
        assertThat(retired.name().value()).as(how).startsWith(name + "-retired-");
        assertThat(retired.state().status()).as(how).isEqualTo(Status.EXITED);
        assertThat(retired.restartPolicy()).as(how).isEqualTo(RestartPolicy.NO);
        requireTidy(how);
    }

    /** Holds after a way back: PMM 2 in the server's place, every file and its owner as before. */
    void requireRestored(String how) {
        ContainerSnapshot restored = here();
        assertThat(restored.imageReference()).as(how).endsWith("pmm-server:2.44.1");
        assertThat(restored.state().isRunning()).as(how).isTrue();
        assertThat(restored.restartPolicy()).as(how).isEqualTo(RestartPolicy.ALWAYS);
        assertThat(facts("%U:%G")).as(how).isEqualTo(ownedFacts);
        if (restored.id().equals(source)) {
            assertThat(configurationOf(restored)).as(how).isEqualTo(configuration);
        }
        requireTidy(how);
    }

    private void requireTidy(String how) {
        requireSafe(how);
        assertThat(runningServers()).as(how).hasSize(1);
        assertThat(containers().stream().flatMap(container -> container.label("io.github.pmm-migration.role").stream()))
                .as(how)
                .doesNotContain("lock", "helper");
    }

    @Override
    public void close() {
        List<String> volumes = containers().stream()
                .flatMap(container -> container.mounts().stream())
                .flatMap(mount -> mount.volume().stream())
                .map(VolumeName::value)
                .distinct()
                .toList();
        bed.removeContainers(name);
        List<String> mine = Stream.concat(
                        volumes.stream(),
                        bed.docker("volume", "ls", "-q").lines().filter(v -> v.startsWith(name)))
                .distinct()
                .toList();
        mine.forEach(volume -> bed.docker("volume", "rm", "-f", volume));
    }
}
