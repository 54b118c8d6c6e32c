package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.examples.bed.Inspections;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Pastes the commands of a plan into a shell, word for word, and compares the outcome with what a migration makes. */
class PastedCommandsIT {
    private static final String PLANTED = "s3cr3t-planted";

    private static final String HEALTH =
            "curl -u 'é:unheard-of-w0rd' -fk https://localhost:443/v1/readyz && curl http://127.0.0.1/ping || exit 1";

    /** Stands in no variable, so that nothing but its place tells that it is a secret. */
    private static final String UNHEARD_OF = "unheard-of-w0rd";

    private static final List<String> ENVIRONMENT = List.of(
            "DISABLE_TELEMETRY=1",
            "DATA_RETENTION=720h",
            "LINES_SECRET=" + PLANTED + "\n two\n\n",
            "QUOTES_SECRET=" + PLANTED + "'\"`$(id) $HOME ${X} \\ %s {{.}} !x",
            "EQUALS_SECRET==a=b=" + PLANTED + "=",
            "UNICODE_SECRET=" + PLANTED + " pässwörd 日本 \uD83D\uDE00",
            "SPACES_SECRET=  " + PLANTED + "\t ",
            "HASH_SECRET=#" + PLANTED,
            "LONG_SECRET=" + PLANTED + "é".repeat(40_000),
            "lower.dotted-secret=" + PLANTED,
            "NO_VALUE=");

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer pasted = TestServer.of(bed);
    private final TestServer migrated = TestServer.of(bed);

    @AfterEach
    void clean() {
        for (TestServer server : List.of(pasted, migrated)) {
            bed.removeContainers(server.name());
            removeNetworks(server);
        }
        bed.close();
    }

    @Test
    void doWhatAMigrationDoes() throws Exception {
        start(pasted, "10.71.1");
        start(migrated, "10.71.2");
        String inventory = pasted.checksums();

        String script = paste(plan());
        Answer answer = tool(migrated).run("migrate", "--yes");

        assertThat(answer.code()).as(answer.all()).isZero();
        assertThat(script + answer.all()).doesNotContain(PLANTED, UNHEARD_OF);
        assertThat(differences()).isEmpty();
        assertThat(pasted.container().document().texts("/Config/Env"))
                .containsAll(ENVIRONMENT.subList(2, ENVIRONMENT.size()));
        assertThat(pasted.checksums()).isEqualTo(inventory);
        assertThat(pasted.run("find", "/srv", "-xdev", "!", "-uid", "1000", "-print", "-quit"))
                .isEmpty();
        assertThat(folder.resolve(pasted.name() + ".env")).doesNotExist();
        assertGoesBack();
    }

    /** Of a way of two hops, whose second begins from a container that does not exist when the plan is made. */
    @Test
    @EnabledIfSystemProperty(named = "pasted", matches = "hops")
    void bringAnOlderServerOverSeveralHops() throws Exception {
        pasted.start("2.41.2", pasted.storedIn(StorageKind.NAMED_VOLUME, folder));
        String inventory = pasted.checksums();

        paste(plan());

        pasted.awaitReady();
        assertThat(pasted.container().imageReference()).contains("pmm-server:3.");
        assertThat(pasted.checksums()).isEqualTo(inventory);
        assertThat(tool(pasted).run("status").json().text("/outcome")).contains("MIGRATED");
        Answer back = tool(pasted).run("rollback", "--yes");
        assertThat(back.code()).as(back.all()).isZero();
        assertThat(pasted.run("curl", "-sk", "-u", "admin:admin", "https://127.0.0.1/v1/version"))
                .contains("\"version\":\"2.44.1\"");
    }

    /**
     * What was pasted is a migration like any other: the tool takes it from there. As nobody noted the version, it cannot know
     * whether the server had updated itself, and saves its programs before it gives the old container up.
     */
    private void assertGoesBack() throws Exception {
        assertThat(tool(pasted).run("status").json().text("/outcome")).contains("MIGRATED");
        Answer back = tool(pasted).run("rollback", "--yes");
        assertThat(back.code()).as(back.all()).isZero();
        assertThat(back.all()).doesNotContain(PLANTED);
        assertThat(pasted.container().imageReference()).containsAnyOf("2.44.1", "pmm-migration/preserved:");
    }

    private ContainerSnapshot start(TestServer server, String subnet) {
        bed.docker("network", "create", "--subnet", subnet + ".0/24", server.name() + "-front");
        bed.docker("network", "create", server.name() + "-back");
        return server.start(
                "2.44.1",
                document -> server.storedIn(StorageKind.NAMED_VOLUME, folder)
                        .apply(document)
                        .with("/Env", environment())
                        .with("/Hostname", "monitor")
                        .with("/StopTimeout", 400)
                        .with("/Healthcheck/Test", List.of("CMD-SHELL", HEALTH))
                        .with("/Labels", labels())
                        .with("/HostConfig/Memory", 3L << 30)
                        .with("/HostConfig/NanoCpus", 1_500_000_000)
                        .with("/HostConfig/ShmSize", 128L << 20)
                        .with("/HostConfig/CapAdd", List.of("NET_ADMIN"))
                        .with("/HostConfig/Init", true)
                        .with("/HostConfig/ExtraHosts", List.of("db:10.0.0.1"))
                        .with("/HostConfig/LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", "10m")))
                        .with("/HostConfig/Ulimits", List.of(Map.of("Name", "nofile", "Soft", 4000, "Hard", 5000)))
                        .with("/HostConfig/Tmpfs", Map.of("/scratch", "size=1m"))
                        .with("/HostConfig/NetworkMode", server.name() + "-front")
                        .with("/NetworkingConfig/EndpointsConfig", networks(server, subnet)));
    }

    private static List<String> environment() {
        List<String> all = new ArrayList<>(ENVIRONMENT);
        for (int i = 0; i < 500; i++) {
            all.add("NUMBER_" + i + "=" + PLANTED + i);
        }
        return all;
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("plain", "a b");
        labels.put("lines", "a\n  'b'\n\n");
        labels.put("auth", "user:" + PLANTED + "0:$apr1$x");
        labels.put("no\"te\\é", UNHEARD_OF);
        labels.put("large", "0123456789abcde\n".repeat(4096));
        return labels;
    }

    private static Map<String, Object> networks(TestServer server, String subnet) {
        Map<String, Object> networks = new LinkedHashMap<>();
        networks.put(
                server.name() + "-front",
                Map.of("Aliases", List.of("pmm"), "IPAMConfig", Map.of("IPv4Address", subnet + ".77")));
        networks.put(server.name() + "-back", Map.of("Aliases", List.of("pmm", "monitor.back")));
        return networks;
    }

    private String plan() throws Exception {
        Answer plan = tool(pasted).run("plan");
        assertThat(plan.code()).as(plan.all()).isZero();
        return plan.json().elements("/actions").stream()
                .flatMap(action -> action.text("/equivalentCommand").stream())
                .collect(Collectors.joining("\n"));
    }

    private String paste(String commands) throws IOException, InterruptedException {
        Path output = folder.resolve("pasted.log");
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-e").directory(folder.toFile()).redirectErrorStream(true);
        shell.environment().put("DOCKER_HOST", bed.dockerHost());
        Process process = shell.redirectOutput(output.toFile()).start();
        try (var input = process.getOutputStream()) {
            input.write(commands.getBytes(StandardCharsets.UTF_8));
        }
        int code = process.waitFor();
        assertThat(code).as(Files.readString(output)).isZero();
        return commands;
    }

    /** Compares the two servers as they run now and as they were put aside; the digest names the source itself. */
    private Map<String, String> differences() {
        Map<String, String> differences = new TreeMap<>(
                Inspections.differences(fields(pasted, pasted.container()), fields(migrated, migrated.container())));
        differences.putAll(
                Inspections.differences(fields(pasted, retired(pasted)), fields(migrated, retired(migrated))));
        differences
                .keySet()
                .removeIf(place -> place.matches("/Config/Labels/io.github.pmm-migration.(baseline|digest)"));
        differences.keySet().removeIf(place -> place.matches("/Config/Attach(Stdout|Stderr)"));
        return differences;
    }

    private ContainerSnapshot retired(TestServer server) {
        String id = server.container().label("io.github.pmm-migration.source").orElseThrow();
        return bed.engine().list(io.github.pmmmigration.container.ContainerFilter.all()).stream()
                .filter(container -> container.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> fields(TestServer server, ContainerSnapshot container) {
        String own = container
                .document()
                .text("/Config/Labels/io.github.pmm-migration.source")
                .orElse("(source)");
        String migration = container
                .document()
                .text("/Config/Labels/io.github.pmm-migration.id")
                .orElse("(id)");
        Map<String, String> fields = new TreeMap<>();
        Inspections.fields(container)
                .forEach((place, value) -> fields.put(
                        neutral(server, place),
                        neutral(server, value)
                                .replace(own, "SOURCE")
                                .replace(migration, "MIGRATION")
                                .replace(container.id().shortened(), "SHORT_ID")));
        return fields;
    }

    private static String neutral(TestServer server, String text) {
        return text.replace(server.name(), "SERVER")
                .replace("\"" + server.port() + "\"", "\"PORT\"")
                .replace("\"CAP_", "\"")
                .replaceAll("10\\.71\\.[12]\\.", "10.71.N.")
                .replaceAll("\"02:42:[0-9a-f:]+\"", "\"MAC\"");
    }

    private void removeNetworks(TestServer server) {
        bed.docker("network", "ls", "--format", "{{.Name}}", "--filter", "name=" + server.name())
                .lines()
                .forEach(network -> bed.docker("network", "rm", network));
    }

    private PackedTool tool(TestServer server) {
        return new PackedTool(bed, server.name(), folder);
    }
}
