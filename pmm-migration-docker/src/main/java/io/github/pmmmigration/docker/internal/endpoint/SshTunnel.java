package io.github.pmmmigration.docker.internal.endpoint;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.docker.internal.http.Deadline;
import io.github.pmmmigration.docker.internal.http.Pause;
import io.github.pmmmigration.docker.internal.http.Redaction;
import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.http.ZerodepWire;
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
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Process ssh;
    private final ZerodepWire wire;

    private SshTunnel(Path folder, Process ssh, ZerodepWire wire) {
        this.folder = folder;
        this.ssh = ssh;
        this.wire = wire;
    }

    static SshTunnel open(SshTarget target, Duration patience) {
        try {
            Path folder = Files.createTempDirectory(
                    "pmm-ssh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return open(target, patience, folder);
        } catch (IOException | UnsupportedOperationException e) {
            throw failed(target, String.valueOf(e.getMessage()));
        }
    }

    private static SshTunnel open(SshTarget target, Duration patience, Path folder) throws IOException {
        Path socket = folder.resolve("engine.sock");
        Process ssh = new ProcessBuilder(target.command(socket))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("log").toFile())
                .start();
        ssh.getOutputStream().close();
        ZerodepWire wire =
                new ZerodepWire(URI.create("unix://" + socket), target.address(), Optional.empty(), patience);
        SshTunnel tunnel = new SshTunnel(folder, ssh, wire);
        if (!tunnel.appears(socket)) {
            String reason = tunnel.reason();
            tunnel.close();
            throw failed(target, reason);
        }
        return tunnel;
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
        delete(folder.resolve("engine.sock"));
        delete(folder.resolve("log"));
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
        String said = Redaction.clean(Files.readString(folder.resolve("log")));
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
