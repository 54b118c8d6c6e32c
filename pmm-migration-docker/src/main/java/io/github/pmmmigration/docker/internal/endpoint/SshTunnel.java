package io.github.pmmmigration.docker.internal.endpoint;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.docker.internal.http.Deadline;
import io.github.pmmmigration.docker.internal.http.Pause;
import io.github.pmmmigration.docker.internal.http.Redaction;
import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.http.ZerodepWire;
import io.github.pmmmigration.docker.internal.process.Programs;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaches an engine on another host through the system's {@code ssh}, which forwards a local socket to the engine's.
 *
 * <p>Keys, agents, known hosts and jump hosts are those of the user's ssh settings; nothing is ever asked. The socket lies in a
 * folder that only this user can open. Safe for concurrent use.
 */
final class SshTunnel implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(SshTunnel.class);
    private static final String SOCKET = "engine.sock";
    private static final String LOG_FILE = "log";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Process ssh;
    private final ZerodepWire wire;

    private SshTunnel(Path folder, Process ssh, ZerodepWire wire) {
        this.folder = folder;
        this.ssh = ssh;
        this.wire = wire;
    }

    static SshTunnel open(SshTarget target, Programs programs, Duration patience) {
        Path program = programs.find("ssh").orElseThrow(() -> failed(target, "the program ssh is not installed"));
        try {
            Path folder = Files.createTempDirectory(
                    "pmm-ssh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            SshTunnel tunnel = started(target, program, folder, patience);
            return tunnel.connected(target);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(target, String.valueOf(e.getMessage()));
        }
    }

    private static SshTunnel started(SshTarget target, Path program, Path folder, Duration patience)
            throws IOException {
        Path socket = folder.resolve(SOCKET);
        Process ssh = new ProcessBuilder(target.command(program, socket))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve(LOG_FILE).toFile())
                .start();
        ssh.getOutputStream().close();
        ZerodepWire wire =
                new ZerodepWire(URI.create("unix://" + socket), target.address(), Optional.empty(), patience);
        return new SshTunnel(folder, ssh, wire);
    }

    private SshTunnel connected(SshTarget target) throws IOException {
        if (appears(folder.resolve(SOCKET))) {
            return this;
        }
        String reason = reason();
        close();
        throw failed(target, reason);
    }

    @Override
    public String address() {
        return wire.address();
    }

    @Override
    public DockerHttpClient shared() {
        return wire.shared();
    }

    @Override
    public Lease lease() {
        return wire.lease();
    }

    @Override
    public void close() {
        wire.close();
        ssh.destroy();
        delete(folder.resolve(SOCKET));
        delete(folder.resolve(LOG_FILE));
        delete(folder);
    }

    private boolean appears(Path socket) {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!Files.exists(socket)) {
            if (!ssh.isAlive() || deadline.isOver() || !Pause.of(Duration.ofMillis(50))) {
                return false;
            }
        }
        return true;
    }

    private String reason() throws IOException {
        String said = Redaction.clean(Files.readString(folder.resolve(LOG_FILE)));
        return ssh.isAlive() ? "it did not connect within " + PATIENCE.toSeconds() + " s" : said;
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} could not be deleted", path, e);
        }
    }

    private static EngineUnavailableException failed(SshTarget target, String reason) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_UNAVAILABLE",
                "The container engine at " + target.address() + " cannot be reached with ssh: " + reason + ".",
                "Nothing was sent.",
                "Make 'ssh " + target.destination()
                        + " docker version' work without any question, with keys and known hosts, then run again."));
    }
}
