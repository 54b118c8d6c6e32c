package io.github.pmmmigration.client;

import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands on this machine, as processes of their own.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class LocalTransport implements CommandTransport {
    /** Creates a transport to this machine. */
    public LocalTransport() {}

    @Override
    public ExecResult run(List<String> command, Duration limit) {
        try {
            Path out = Files.createTempFile("pmm-migration", ".out");
            Path err = Files.createTempFile("pmm-migration", ".err");
            try {
                return run(command, limit, new Streams(out, err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new TransportException(
                    new Problem(
                            "COMMAND_NOT_RUN",
                            "The command '" + command.get(0) + "' could not be run on this machine.",
                            "It was not started.",
                            "Check that the program is installed."),
                    e);
        }
    }

    private record Streams(Path out, Path err) {}

    private static ExecResult run(List<String> command, Duration limit, Streams streams) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(streams.out().toFile())
                .redirectError(streams.err().toFile())
                .start();
        await(process, command, limit);
        return new ExecResult(
                process.exitValue(),
                Files.readString(streams.out(), StandardCharsets.UTF_8),
                Files.readString(streams.err(), StandardCharsets.UTF_8));
    }

    private static void await(Process process, List<String> command, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new TransportException(new Problem(
                "COMMAND_TIMEOUT",
                "The command '" + command.get(0) + "' did not end within " + limit.toSeconds() + " seconds.",
                "It was ended.",
                "Run it by hand to see what it waits for."));
    }
}
