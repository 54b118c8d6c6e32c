package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and checks, with the packed tool against stand-in servers on a real engine. */
class KeysAndProofIT {
    private static final String SECRET = "tell-nobody-of-this";

    @TempDir
    Path folder;

    private TestBed bed;
    private TestServer server;
    private PackedTool tool;

    @BeforeEach
    void open() {
        bed = TestBed.require();
        Assumptions.assumeFalse(TestBed.real(), "the faults are those of the stand-ins");
        server = TestServer.of(bed);
        tool = new PackedTool(bed, server.name(), folder);
    }

    @AfterEach
    void close() {
        if (server != null) {
            bed.removeContainers(server.name());
            bed.close();
        }
    }

    @Test
    void accountsForEveryKeyOfEveryOrganisationAndProvesTheRest() throws Exception {
        server.startEmpty("2.44.1", onAVolume());
        ConfigDocument seeded = server.seed("--orgs", "3", "--keys", "4", "--clash", "--unconvertible");
        Path file = folder.resolve("before.json");
        assertThat(tool.run("baseline", "--out", file.toString()).code()).isZero();

        Answer migrated = tool.run("migrate", "--yes", "--target", "percona/pmm-server:3.7.0");
        Answer keys = tool.run("keys");
        Answer again = tool.run("keys", "--migrate");
        Answer verified = tool.run("verify");
        Answer compared = tool.run("verify", "--baseline", file.toString());

        assertThat(migrated.code()).as(migrated.all()).isZero();
        int total = seeded.elements("/keys").size();
        ConfigDocument found = keys.json();
        assertThat(found.number("/total")).as(keys.all()).hasValue(total);
        assertThat(found.number("/failed")).as(keys.all()).hasValue(1);
        assertThat(found.number("/expired")).hasValue(3);
        assertThat(found.number("/converted")).hasValue(total - 4);
        assertThat(found.number("/unaccounted")).hasValue(0);
        assertThat(keys.code()).isEqualTo(3);
        assertThat(again.json().number("/failed")).as(again.all()).hasValue(1);
        assertThat(again.code()).isEqualTo(3);
        assertThat(again.json().elements("/organizations")).isEqualTo(found.elements("/organizations"));
        assertThat(verified.code()).as(verified.all()).isZero();
        assertThat(compared.code()).as(compared.all()).isZero();
        assertThat(required(compared))
                .as(compared.all())
                .allMatch(
                        check -> check.text("/verdict").filter("PASSED"::equals).isPresent());
        assertNoSecrets(seeded, Stream.of(migrated, keys, again, verified, compared));
        assertReplaced(failed(again.json()));
    }

    /** What could not be converted is replaced by a token that opens the server. */
    private void assertReplaced(ConfigDocument key) throws Exception {
        String id = key.number("/id").orElseThrow() + "";
        Path file = folder.resolve("token");

        Answer replaced = tool.run("keys", "--replace", id, "--token-file", file.toString());
        Answer twice = tool.run("keys", "--replace", id, "--token-file", file.toString());
        Answer deleted = tool.run("keys", "--delete", id, "--yes");

        assertThat(replaced.code()).as(replaced.all()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file).strip();
        assertThat(replaced.all() + twice.all() + deleted.all()).doesNotContain(token);
        assertThat(twice.code()).isEqualTo(2);
        assertThat(deleted.code()).as(deleted.all()).isZero();
        assertThat(server.run(
                        "curl", "-sk", "-H", "Authorization: Bearer " + token, "https://127.0.0.1:8443/v1/version"))
                .contains("3.7.0");
    }

    @Test
    void migratesAndProvesAServerThatPublishesNothing() throws Exception {
        server.startEmpty(
                "2.44.1", document -> TestServer.hidden().apply(onAVolume().apply(document)));
        server.seed("--orgs", "2", "--keys", "3");

        Answer migrated = tool.run("migrate", "--yes");
        Answer verified = tool.run("verify");
        Answer keys = tool.run("keys", "--migrate", "--grafana-url", "http://localhost:3000");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(verified.code()).as(verified.all()).isZero();
        assertThat(keys.json().number("/total")).hasValue(6);
        assertThat(keys.json().number("/converted")).as(keys.all()).hasValue(4);
    }

    /** As in the original guide, whose command goes to Grafana's own port. */
    private void assertConvertsAtAnAddressOfGrafana() throws Exception {
        server.run("sh", "-c", "python3 -c \"" + RELAY + "\" >/dev/null 2>&1 &");
        String address = server.container()
                .document()
                .text("/NetworkSettings/Networks/bridge/IPAddress")
                .orElseThrow();

        Answer keys = tool.run("keys", "--migrate", "--grafana-url", "http://" + address + ":3001");

        assertThat(keys.code()).as(keys.all()).isZero();
        assertThat(keys.json().number("/converted")).hasValue(4);
    }

    /** Makes Grafana, which listens inside the container only, reachable at port 3001. */
    private static final String RELAY = """
            import socket, threading
            def pump(a, b):
                while data := a.recv(65536):
                    b.sendall(data)
                b.shutdown(socket.SHUT_WR)
            server = socket.create_server(('0.0.0.0', 3001))
            while True:
                near, _ = server.accept()
                far = socket.create_connection(('127.0.0.1', 3000))
                threading.Thread(target=pump, args=(near, far), daemon=True).start()
                threading.Thread(target=pump, args=(far, near), daemon=True).start()
            """;

    @Test
    void convertsKeysInPmm2AndGoesBackWhenTheReplacementHasLostSamples() throws Exception {
        start("LOSE_SAMPLES=1");

        assertConvertsAtAnAddressOfGrafana();

        assertGoesBack("old-samples");
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "faults", matches = "all")
    @CsvSource({
        "EMPTY_INVENTORY=1, services",
        "LOSE_SERVICES=1, services",
        "LOSE_SETTINGS=1, settings",
        "NO_NEW_SAMPLES=1, new-samples",
        "QAN_EMPTY=1, query-analytics",
        "LOSE_DASHBOARDS=1, dashboards"
    })
    void goesBackWhateverTheReplacementLacks(String fault, String check) throws Exception {
        start(fault);

        assertGoesBack(check);
    }

    /** Starts PMM 2 with a fault that only its replacement will have. */
    private void start(String fault) {
        server.startEmpty(
                "2.44.1",
                document -> onAVolume()
                        .apply(document)
                        .with("/Env", List.of("STANDIN3_" + fault, "ODD_SETTING=" + SECRET)));
        server.seed();
        server.run("sh", "-c", "echo 'dial db with " + SECRET + ", password=hush-hush' > /srv/logs/own-service.log");
    }

    private void assertGoesBack(String check) throws Exception {
        Answer migrated = tool.run("migrate", "--yes", "--verification", "10");

        assertThat(migrated.code()).as(migrated.all()).isEqualTo(1);
        assertThat(migrated.json().text("/outcome")).contains("ROLLED_BACK");
        assertThat(required(migrated))
                .filteredOn(it -> it.text("/name").filter(check::equals).isPresent())
                .singleElement()
                .satisfies(it -> assertThat(it.text("/verdict")).contains("FAILED"));
        assertThat(migrated.json().text("/logTail").orElse(""))
                .contains("==> /srv/logs/postgresql14.log", "==> /srv/logs/nginx.log")
                .contains("dial db with ***, password=***");
        assertThat(migrated.all()).doesNotContain(SECRET, "hush-hush");
        server.awaitReady();
        assertThat(server.container().imageReference()).endsWith(":2.44.1");
    }

    private UnaryOperator<ConfigDocument> onAVolume() {
        return server.storedIn(StorageKind.NAMED_VOLUME, folder);
    }

    private static List<ConfigDocument> required(Answer answer) {
        return answer.json().elements("/verification/checks").stream()
                .filter(check -> check.flag("/required").orElse(false))
                .toList();
    }

    private static ConfigDocument failed(ConfigDocument keys) {
        return keys.elements("/keys").stream()
                .filter(key -> key.text("/fate").filter("FAILED"::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    private static void assertNoSecrets(ConfigDocument seeded, Stream<Answer> answers) {
        List<String> secrets = new ArrayList<>();
        seeded.elements("/keys")
                .forEach(key -> secrets.add(
                        key.text("/key").or(() -> key.text("/secret")).orElseThrow()));
        answers.forEach(answer -> assertThat(answer.all()).doesNotContain(secrets));
    }
}
