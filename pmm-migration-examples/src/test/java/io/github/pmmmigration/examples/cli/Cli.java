package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ConfigDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the tool inside the test, with its streams caught; all its runs see the same simulated world. */
final class Cli {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Simulation> worlds = new HashMap<>();
    private boolean terminal;
    private String answers = "";
    private Optional<Runnable> stop = Optional.empty();

    Cli(Path folder) {
        this.folder = folder;
    }

    /** What a run said and how it ended. */
    record Result(int code, String out, String err) {
        ConfigDocument json() {
            return ConfigDocument.parse(out);
        }

        String all() {
            return out + err;
        }
    }

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Cli onATerminalAnswering(String lines) {
        terminal = true;
        answers = lines;
        return this;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = PmmMigrate.run(List.of(arguments), console(stream(out), stream(err)));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Returns the console that a run is given. */
    Console console(PrintStream out, PrintStream err) {
        return new Console(
                out,
                err,
                new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                environment,
                folder,
                terminal,
                name -> worlds.computeIfAbsent(name, it -> Simulation.of(it, Duration.ZERO)),
                this::onStop);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private synchronized Closeable onStop(Runnable reaction) {
        stop = Optional.of(reaction);
        return () -> {};
    }

    /** Does what SIGTERM does, as soon as somebody listens; returns whether anybody did. */
    synchronized boolean stop() {
        stop.ifPresent(Runnable::run);
        return stop.isPresent();
    }
}
