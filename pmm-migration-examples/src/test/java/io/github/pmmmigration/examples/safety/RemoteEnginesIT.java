package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.bed.Certificates;
import io.github.pmmmigration.examples.bed.LoopbackSshd;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packed tool on an engine that it reaches over TCP with certificates, by a context, and over ssh. */
class RemoteEnginesIT {
    private static final String TLS_DIR = "--tls-dir";
    private static final String DOCKER_HOST = "--docker-host";

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final Path socket = Path.of(bed.dockerHost().substring("unix://".length()));

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void migratesByAContextWithCertificatesAndGoesBackOverSshThatIsCut() throws Exception {
        Certificates certificates = Certificates.in(folder.resolve("authority"));
        try (TlsProxy proxy = new TlsProxy(socket, certificates.server());
                LoopbackSshd sshd = LoopbackSshd.start(folder.resolve("ssh"));
                Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            Path settings = context(proxy.address(), certificates.client("good", 2));
            PackedTool tool = new PackedTool(bed, server.name(), folder);

            PackedTool.Answer migrated = tool.findingTheEngine(Map.of("DOCKER_CONFIG", settings.toString()))
                    .run("migrate", "--yes");

            assertThat(migrated.code()).as(migrated.all()).isZero();
            server.requireMigrated("over TLS");

            killedOverSsh(tool.with(sshd.environment()), sshd);
            PackedTool.Answer back = cutOverSsh(tool.with(sshd.environment()), sshd);

            assertThat(back.code()).as(back.all()).isZero();
            server.requireRestored("over ssh");
            assertThat(sshd.connections()).isEmpty();
        }
    }

    /** Makes a folder of the docker command's settings with the command itself. */
    private Path context(String address, Path tls) throws Exception {
        Path settings = Files.createDirectories(folder.resolve("settings"));
        List<String> words = List.of("env", "-u", "DOCKER_HOST", "docker", "--config", settings.toString(), "context");
        String endpoint = "host=%s,ca=%2$s/ca.pem,cert=%2$s/cert.pem,key=%2$s/key.pem".formatted(address, tls);
        bed.run(with(words, "create", "secure", "--docker", endpoint));
        bed.run(with(words, "use", "secure"));
        return settings;
    }

    private static List<String> with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    private void killedOverSsh(PackedTool tool, LoopbackSshd sshd) throws Exception {
        ToolProcess process = ToolProcess.start(tool, folder, "rollback", DOCKER_HOST, sshd.address(socket.toString()));
        assertThat(process.awaitBegun(begun(1))).isTrue();
        assertThat(sshd.connections()).isNotEmpty();
        assertThat(sshd.connections().toString()).doesNotContain("PRIVATE");

        assertThat(process.kill()).isTrue();

        for (ProcessHandle connection : sshd.connections()) {
            connection.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    private PackedTool.Answer cutOverSsh(PackedTool tool, LoopbackSshd sshd) throws Exception {
        ToolProcess process = ToolProcess.start(tool, folder, "rollback", DOCKER_HOST, sshd.address(socket.toString()));
        for (int actions = 1; actions <= 3; actions++) {
            assertThat(process.awaitBegun(begun(actions))).isTrue();
            sshd.connections().forEach(ProcessHandle::destroyForcibly);
        }
        return process.await();
    }

    private static Predicate<List<String>> begun(int actions) {
        return begun -> begun.size() >= actions;
    }

    @Test
    void refusesAnEngineThatItDoesNotTrustOrThatDoesNotTrustIt() throws Exception {
        Certificates certificates = Certificates.in(folder.resolve("authority"));
        Certificates foreign = Certificates.in(folder.resolve("foreign"));
        Path stranger = foreign.client("stranger", 2);
        Path withoutKey = certificates.client("withoutKey", 2);
        Files.delete(withoutKey.resolve("key.pem"));
        try (TlsProxy proxy = new TlsProxy(socket, certificates.server())) {
            String address = proxy.address();
            refused("no authority in ca.pem has signed it", DOCKER_HOST, address, TLS_DIR, stranger.toString());
            refused(
                    "there is no " + withoutKey.resolve("key.pem"),
                    DOCKER_HOST,
                    address,
                    TLS_DIR,
                    withoutKey.toString());
            refused(
                    "there is no ",
                    DOCKER_HOST,
                    address,
                    TLS_DIR,
                    folder.resolve("nothing").toString());
            Files.copy(
                    folder.resolve("authority/ca.pem"),
                    stranger.resolve("ca.pem"),
                    StandardCopyOption.REPLACE_EXISTING);
            refused(
                    "does not accept the certificate of this client",
                    DOCKER_HOST,
                    address,
                    TLS_DIR,
                    stranger.toString());
            Path expired = certificates.client("expired", -1);
            refused(
                    "does not accept the certificate of this client",
                    DOCKER_HOST,
                    address,
                    TLS_DIR,
                    expired.toString());
        }
    }

    @Test
    void saysWhatIsWrongWithSsh() throws Exception {
        try (LoopbackSshd sshd = LoopbackSshd.start(folder.resolve("ssh"))) {
            String address = sshd.address(socket.toString());
            PackedTool tool = new PackedTool(bed, "pmm-server", folder).with(sshd.environment());
            refused(tool, "not to /nowhere/docker.sock over there", DOCKER_HOST, sshd.address("/nowhere/docker.sock"));
            sshd.use("stranger");
            refused(tool, "Permission denied (publickey).", DOCKER_HOST, address);
            sshd.forget();
            refused(tool, "Host key verification failed.", DOCKER_HOST, address);
            sshd.know("stranger");
            refused(tool, "REMOTE HOST IDENTIFICATION HAS CHANGED", DOCKER_HOST, address);
            assertThat(sshd.connections()).isEmpty();
        }
    }

    private void refused(String reason, String... options) throws Exception {
        refused(new PackedTool(bed, "pmm-server", folder), reason, options);
    }

    private static void refused(PackedTool tool, String reason, String... options) throws Exception {
        PackedTool.Answer answer = tool.forPeople().run("check", options);

        assertThat(answer.code()).as(answer.all()).isEqualTo(2);
        assertThat(answer.err())
                .contains(reason)
                .containsAnyOf("changed nothing", "nothing was changed")
                .doesNotContain("\tat ");
    }
}
