package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only looks changes nothing, as the engine's own events tell; and nothing shows a secret of the environment. */
class PlanChangesNothingIT {
    private static final String PLANTED = "s3cr3t-planted";
    private static final List<String> ENVIRONMENT = List.of(
            "GF_SMTP_PASSWORD=" + PLANTED + "-smtp",
            "MY_UNKNOWN=" + PLANTED + " \"quoted\"\nand on",
            "AWS_SECRET_ACCESS_KEY=" + PLANTED,
            "GF_DATABASE_PASSWORD_OLD=" + PLANTED);

    @TempDir
    Path folder;

    /** An engine of its own, as other tests would put their events between. */
    private final TestBed neighbour = TestBed.require();

    private final PrivateEngine engine = PrivateEngine.beside(neighbour, "looks");
    private final TestBed bed = engine.bed();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        engine.close();
        neighbour.close();
    }

    @Test
    void onlyReadsAndLooksInside() throws Exception {
        start();
        List<String> before = inventory();
        String begin = now();

        Answer discover = tool().run("discover", "--container", server.name());
        Answer check = tool().run("check");
        Answer plan = tool().run("plan", "--out", folder.resolve("plan.json").toString());
        String end = now();

        assertThat(List.of(discover.code(), check.code(), plan.code()))
                .as(plan.all())
                .containsOnly(0);
        assertThat(events(begin, end)).isNotEmpty().allMatch(action -> action.startsWith("\"exec_"));
        assertThat(events(begin, end).stream().filter(action -> action.startsWith("\"exec_start")))
                .as("every look inside has ended")
                .hasSameSizeAs(events(begin, end).stream()
                        .filter(action -> action.startsWith("\"exec_die"))
                        .toList());
        assertThat(inventory()).isEqualTo(before);
        assertThat(discover.all() + check.all() + plan.all() + Files.readString(folder.resolve("plan.json")))
                .doesNotContain(PLANTED);
    }

    @Test
    void isRefusedWhenTheServerHasChangedSince() throws Exception {
        start();
        String plan = folder.resolve("plan.json").toString();
        Answer planned = tool().run("plan", "--out", plan);
        bed.docker("network", "create", server.name() + "-new");
        bed.docker("network", "connect", server.name() + "-new", server.name());
        List<String> before = inventory();

        Answer answer = tool().run("migrate", "--yes", "--plan", plan);

        assertThat(planned.code()).as(planned.all()).isZero();
        assertThat(answer.code()).as(answer.all()).isEqualTo(2);
        assertThat(answer.json().text("/error/code")).contains("STALE_PREVIEW");
        assertThat(inventory()).isEqualTo(before);
    }

    @Test
    void showsNoSecretWhileMigrating() throws Exception {
        start();
        Set<String> seen = new TreeSet<>();

        int code = migrateWatched(seen);

        assertThat(code).as(Files.readString(folder.resolve("err"))).isZero();
        assertThat(seen).as("helpers were seen").anyMatch(text -> text.contains("precopy") && text.contains("/bin/sh"));
        assertThat(seen).noneMatch(text -> text.contains(PLANTED));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(5)
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(PLANTED));
        }
        assertThat(server.container().labels().toString()).doesNotContain(PLANTED);
        assertThat(tool().run(
                                "rollback",
                                "--yes",
                                "--report",
                                folder.resolve("back.html").toString())
                        .all())
                .doesNotContain(PLANTED);
        assertThat(Files.readString(folder.resolve("back.html"))).doesNotContain(PLANTED);
    }

    private void start() throws IOException {
        Files.createDirectory(folder.resolve("tool"));
        server.start(
                "2.44.1",
                document -> server.storedIn(StorageKind.NAMED_VOLUME, folder)
                        .apply(document)
                        .with("/Env", ENVIRONMENT));
    }

    /** Collects what the engine and the machine show to others while a migration runs. */
    private int migrateWatched(Set<String> seen) throws IOException, InterruptedException {
        List<String> options = List.of(
                "--yes",
                "--journal",
                folder.resolve("journal").toString(),
                "--report",
                folder.resolve("report.md").toString());
        Files.writeString(folder.resolve("password"), "admin");
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--password-file", folder.resolve("password").toString()));
        Process process = tool().start("migrate", all, folder.resolve("out"), folder.resolve("err"));
        do {
            containersOfOurs().forEach(container -> seen.add(shown(container)));
            seen.addAll(commandLines());
        } while (!process.waitFor(100, TimeUnit.MILLISECONDS));
        return process.exitValue();
    }

    private Stream<ContainerSnapshot> containersOfOurs() {
        return bed.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container
                        .label(MigrationLabels.SOURCE_NAME)
                        .filter(server.name()::equals)
                        .isPresent());
    }

    /** The environment of a replacement has the secrets, as it must; a helper has none. */
    private static String shown(ContainerSnapshot container) {
        ConfigDocument document = container.document();
        boolean helper = container.label(MigrationLabels.TASK).isPresent();
        return String.join(
                " ",
                container.labels().toString(),
                document.texts("/Config/Entrypoint").toString(),
                document.texts("/Config/Cmd").toString(),
                document.text("/Path").orElse(""),
                document.texts("/Args").toString(),
                helper ? document.texts("/Config/Env").toString() : "");
    }

    private static List<String> commandLines() {
        List<String> lines = new ArrayList<>();
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            try {
                lines.add(new String(
                        Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")), StandardCharsets.UTF_8));
            } catch (IOException | UncheckedIOException e) {
                lines.add("");
            }
        }
        return lines;
    }

    /** What is on the engine; images of one age are listed in any order. */
    private List<String> inventory() {
        return Stream.of(
                        bed.docker("ps", "--all", "--no-trunc", "--format", "{{.ID}} {{.Names}} {{.State}}"),
                        bed.docker("volume", "ls", "--quiet"),
                        bed.docker("network", "ls", "--quiet"),
                        bed.docker("image", "ls", "--all", "--no-trunc"),
                        bed.docker(
                                "container",
                                "inspect",
                                "--format",
                                "{{json .Config}} {{json .HostConfig}}",
                                server.name()))
                .flatMap(String::lines)
                .sorted()
                .toList();
    }

    private List<String> events(String begin, String end) {
        return bed.docker("events", "--since", begin, "--until", end, "--format", "{{json .Action}}")
                .lines()
                .toList();
    }

    private static String now() {
        return Clock.systemUTC().instant().toString();
    }

    private PackedTool tool() {
        return new PackedTool(bed, server.name(), folder.resolve("tool"));
    }
}
