package io.github.pmmmigration.docker.internal.endpoint;

import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.pmmmigration.docker.internal.http.Deadline;
import io.github.pmmmigration.docker.internal.http.Pause;
import io.github.pmmmigration.docker.internal.http.Redaction;
import io.github.pmmmigration.docker.internal.http.ZerodepWire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One run of {@code ssh} that forwards a local socket to an engine's.
 *
 * <p>Safe for concurrent use.
 */
final class SshConnection implements AutoCloseable {
    private static final String SOCKET = "engine.sock";
    private static final String LOG_FILE = "log";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * Runs its arguments, and ends them when standard input does: that of a process that was killed ends too, so ssh does not
     * stay behind with an open way to the engine. What a terminal tells all its processes, ssh is not told: the run that it
     * serves ends it when it is done.
     */
    private static final String GUARD = """
            trap '' INT HUP QUIT
            exec 3<&0
            "$@" 3<&- </dev/null &
            guarded=$!
            (while read -r _; do :; done; kill "$guarded") <&3 >/dev/null 2>&1 &
            exec 3<&-
            wait "$guarded"
            """;

    private final SshTarget target;
    private final Path folder;
    private final Process ssh;
    private final ZerodepWire wire;

    private SshConnection(SshTarget target, Path folder, Process ssh, ZerodepWire wire) {
        this.target = target;
        this.folder = folder;
        this.ssh = ssh;
        this.wire = wire;
    }

    /** Starts ssh and makes sure that an engine's socket is on the other side. */
    static SshConnection open(SshTarget target, Path program, Path folder, Duration patience) {
        SshConnection connection = start(target, program, folder, patience);
        try {
            connection.awaitSocket();
            connection.awaitEngine();
            return connection;
        } catch (RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static SshConnection start(SshTarget target, Path program, Path folder, Duration patience) {
        Path socket = folder.resolve(SOCKET);
        try {
            Process ssh = new ProcessBuilder(guarded(target.command(program, socket)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(folder.resolve(LOG_FILE).toFile())
                    .start();
            URI local = URI.create("unix://" + socket);
            return new SshConnection(
                    target, folder, ssh, new ZerodepWire(local, target.address(), Optional.empty(), patience));
        } catch (IOException e) {
            throw target.failed(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> guarded(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(SHELL.toString(), "-c", GUARD, "pmm-ssh"));
        words.addAll(command);
        return words;
    }

    ZerodepWire wire() {
        return wire;
    }

    boolean isAlive() {
        return ssh.isAlive();
    }

    @Override
    public void close() {
        wire.close();
        try {
            ssh.getOutputStream().close();
            if (!ssh.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                ssh.destroy();
            }
        } catch (IOException e) {
            ssh.destroy();
        } catch (InterruptedException e) {
            ssh.destroy();
            Thread.currentThread().interrupt();
        }
        SshTunnel.delete(folder.resolve(SOCKET));
        SshTunnel.delete(folder.resolve(LOG_FILE));
    }

    private void awaitSocket() {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!Files.exists(folder.resolve(SOCKET))) {
            if (!ssh.isAlive()) {
                throw target.failed(said());
            }
            if (deadline.isOver() || !Pause.of(Duration.ofMillis(50))) {
                throw target.failed("it did not connect within " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Only a request shows whether the far side has that socket and lets this user open it. */
    private void awaitEngine() {
        Request ping =
                Request.builder().method(Request.Method.GET).path("/_ping").build();
        try (Response response = wire.shared().execute(ping)) {
            response.getStatusCode();
        } catch (RuntimeException e) {
            throw ssh.isAlive() ? target.withoutEngine(said()) : target.failed(said());
        }
    }

    private String said() {
        try {
            return Redaction.clean(Files.readString(folder.resolve(LOG_FILE)));
        } catch (IOException e) {
            return "";
        }
    }
}
