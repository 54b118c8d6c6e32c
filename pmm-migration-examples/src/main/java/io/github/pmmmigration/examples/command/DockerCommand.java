package io.github.pmmmigration.examples.command;

import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the {@code docker} command, or one that speaks like it; arguments are lists, no shell takes part. */
final class DockerCommand {
    private final String program;

    DockerCommand(String program) {
        this.program = program;
    }

    /** What the command answered. */
    record Answer(int code, String out, String err) {
        boolean succeeded() {
            return code == 0;
        }
    }

    /** Runs it and fails with the exception that fits its complaint. */
    String run(Duration limit, String... arguments) {
        Answer answer = ask(limit, "", List.of(arguments));
        if (!answer.succeeded()) {
            throw failure(arguments[0], answer);
        }
        return answer.out().strip();
    }

    /** Runs it with text on its standard input and returns whatever came of it. */
    Answer ask(Duration limit, String input, List<String> arguments) {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(arguments);
        Process process = start(line);
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
        try {
            write(process, input);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw timeout(arguments.get(0), limit);
            }
            return new Answer(process.exitValue(), out.join(), err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailableException(
                    problem("INTERRUPTED", "Waiting for 'docker " + arguments.get(0) + "' was interrupted."), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line).start();
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    problem("NO_DOCKER_COMMAND", "The command '" + line.get(0) + "' could not be started."), e);
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading; its exit code says why.
            return;
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Understands complaints by their words, which have been the same for years. */
    static EngineException failure(String verb, Answer answer) {
        String complaint = answer.err().strip();
        Problem problem = problem("ENGINE_REFUSED", "'docker " + verb + "' failed: " + complaint);
        if (complaint.contains("Cannot connect to the Docker daemon") || complaint.contains("error during connect")) {
            return new EngineUnavailableException(problem);
        }
        if (complaint.contains("is already in use by container")) {
            return new NameConflictException(problem);
        }
        return complaint.contains("No such container")
                ? new ContainerNotFoundException(problem)
                : new EngineRejectedException(problem);
    }

    private static EngineTimeoutException timeout(String verb, Duration limit) {
        return new EngineTimeoutException(
                problem("ENGINE_TIMEOUT", "'docker " + verb + "' did not end within " + limit.toSeconds() + " s."));
    }

    private static Problem problem(String code, String what) {
        return new Problem(code, what, "Nothing else was tried.", "Run the same command by hand to see more.");
    }
}
