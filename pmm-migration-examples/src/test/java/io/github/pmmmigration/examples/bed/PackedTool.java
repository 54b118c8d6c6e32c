package io.github.pmmmigration.examples.bed;

import io.github.pmmmigration.container.ConfigDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The packed {@code pmm-migrate}, run as a process of its own against the engine of a bed.
 *
 * <p>Adds {@code --json}, {@code --docker-host} and {@code --container} unless the caller gives them.
 */
public final class PackedTool {
    private static final int PATIENCE_MINUTES = 10;

    /** A process of a few seconds ends sooner without the second compiler and the collector's threads. */
    private static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Set<String> READING =
            Set.of("discover", "check", "plan", "status", "clients", "keys", "baseline", "verify");

    private final TestBed bed;
    private final String server;
    private final Path folder;
    private final Manner manner;

    /**
     * Prepares the tool.
     *
     * @param server name of the container it works on
     * @param folder where the process leaves what it prints
     */
    public PackedTool(TestBed bed, String server, Path folder) {
        this(bed, server, folder, new Manner(true, true, Map.of()));
    }

    private PackedTool(TestBed bed, String server, Path folder, Manner manner) {
        this.bed = bed;
        this.server = server;
        this.folder = folder;
        this.manner = manner;
    }

    /** Returns the same tool, printing text for people. */
    public PackedTool forPeople() {
        return new PackedTool(bed, server, folder, new Manner(false, manner.addressed, manner.environment));
    }

    /** Returns the same tool with these variables; it looks for the engine by itself, as they and the settings say. */
    public PackedTool findingTheEngine(Map<String, String> environment) {
        return new PackedTool(bed, server, folder, new Manner(manner.json, false, environment));
    }

    /** Returns the same tool with these variables besides those of this process. */
    public PackedTool with(Map<String, String> environment) {
        return new PackedTool(bed, server, folder, new Manner(manner.json, manner.addressed, environment));
    }

    /**
     * How the tool is called.
     *
     * @param json whether it is told to print a document
     * @param addressed whether it is told where the engine is
     * @param environment variables it gets
     */
    private record Manner(boolean json, boolean addressed, Map<String, String> environment) {}

    /**
     * What a run ended with.
     *
     * @param code exit code
     * @param out standard output
     * @param err standard error
     */
    public record Answer(int code, String out, String err) {
        /** Returns the one document on standard output. */
        public ConfigDocument json() {
            return ConfigDocument.parse(out);
        }

        /** Returns all that was printed. */
        public String all() {
            return out + err;
        }
    }

    /** Runs a command of the tool to its end, without a journal unless one is asked for. */
    public Answer run(String command, String... options) throws IOException, InterruptedException {
        List<String> given = new ArrayList<>(List.of(options));
        if (!READING.contains(command) && !given.contains("--journal")) {
            given.add("--no-journal");
        }
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = start(command, given, out, err);
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the tool did not end: " + Files.readString(err));
        }
        return new Answer(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Starts a command of the tool with what it prints going to these files; the caller waits for it or kills it. */
    public Process start(String command, List<String> options, Path out, Path err) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words(command, options))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        if (!manner.addressed) {
            builder.environment().keySet().removeIf(name -> name.startsWith("DOCKER_"));
        }
        builder.environment().putAll(manner.environment);
        return builder.start();
    }

    private List<String> words(String command, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(QUICK_START);
        words.addAll(List.of(
                "-jar", Path.of("target/pmm-migrate.jar").toAbsolutePath().toString(), command));
        if (manner.json) {
            words.add("--json");
        }
        addUnlessGiven(words, options, "--container", server);
        if (manner.addressed) {
            addUnlessGiven(words, options, "--docker-host", bed.dockerHost());
        }
        words.addAll(options);
        return words;
    }

    private static void addUnlessGiven(List<String> words, List<String> options, String name, String value) {
        if (!options.contains(name)) {
            words.addAll(List.of(name, value));
        }
    }
}
