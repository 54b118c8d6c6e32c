package io.github.pmmmigration.docker.internal.endpoint;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.process.Programs;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reaches an engine on another host through the system's {@code ssh}, which forwards a local socket to the engine's. When ssh has
 * ended, because the network failed, the next request starts it anew.
 *
 * <p>Keys, agents, known hosts and jump hosts are those of the user's ssh settings; nothing is ever asked. The socket lies in a
 * folder that only this user can open. Safe for concurrent use.
 */
final class SshTunnel implements Wire {
    private static final Logger LOG = LoggerFactory.getLogger(SshTunnel.class);

    private final SshTarget target;
    private final Path program;
    private final Path folder;
    private final Duration patience;
    private final Object lock = new Object();
    private @Nullable SshConnection connection;
    private boolean closed;

    private SshTunnel(SshTarget target, Path program, Path folder, Duration patience) {
        this.target = target;
        this.program = program;
        this.folder = folder;
        this.patience = patience;
    }

    static SshTunnel open(SshTarget target, Programs programs, Duration patience) {
        Path program = programs.find("ssh").orElseThrow(() -> target.failed("the program ssh is not installed"));
        SshTunnel tunnel = new SshTunnel(target, program, folder(target), patience);
        try {
            tunnel.connection();
            return tunnel;
        } catch (RuntimeException e) {
            tunnel.close();
            throw e;
        }
    }

    private static Path folder(SshTarget target) {
        try {
            return Files.createTempDirectory(
                    "pmm-ssh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException | UnsupportedOperationException e) {
            throw target.failed(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String address() {
        return target.address();
    }

    @Override
    public DockerHttpClient shared() {
        return connection().wire().shared();
    }

    @Override
    public Lease lease() {
        return connection().wire().lease();
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            end();
        }
        delete(folder);
    }

    private SshConnection connection() {
        synchronized (lock) {
            SshConnection found = connection;
            if (found != null && found.isAlive()) {
                return found;
            }
            if (closed) {
                throw new EngineUnavailableException(new Problem(
                        "ENGINE_CLOSED",
                        "The connection to " + address() + " was closed.",
                        "The request was not sent, so it changed nothing.",
                        "Connect again."));
            }
            end();
            SshConnection opened = SshConnection.open(target, program, folder, patience);
            connection = opened;
            return opened;
        }
    }

    private void end() {
        Optional.ofNullable(connection).ifPresent(SshConnection::close);
        connection = null;
    }

    static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("{} could not be deleted", path, e);
        }
    }
}
