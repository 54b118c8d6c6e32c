package io.github.pmmmigration.internal.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Three directories in place of the mounts of a helper, and the means to run data scripts on them. */
final class Sandbox implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");

    final Path root;
    final Path srv;
    final Path backup;
    final Path records;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String shell = "/bin/sh";

    private Sandbox(Path root) {
        this.root = root;
        this.srv = root.resolve("srv");
        this.backup = root.resolve("backup");
        this.records = root.resolve("records");
        environment.put("PMM_MIGRATION_SRV", srv.toString());
        environment.put("PMM_MIGRATION_BACKUP", backup.toString());
        environment.put("PMM_MIGRATION_RECORDS", records.toString());
        environment.put("OUTSIDE", root.resolve("outside").toString());
        environment.put("PMM_MIGRATION_RELEASED", "yes");
        environment.put("LC_ALL", "C");
    }

    /** An empty /srv, an empty backup, empty records; in memory where the machine has such a place. */
    static Sandbox create() throws IOException {
        Path root = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "pmm-data-")
                : Files.createTempDirectory("pmm-data-");
        Sandbox sandbox = new Sandbox(root);
        for (Path directory : List.of(sandbox.srv, sandbox.backup, sandbox.records)) {
            Files.createDirectory(directory);
        }
        Files.writeString(root.resolve("outside"), "not ours");
        Files.writeString(root.resolve("outside2"), "not ours either");
        return sandbox;
    }

    /** A sandbox whose /srv holds the awkward tree. */
    static Sandbox withAwkwardTree() throws IOException {
        Sandbox sandbox = create();
        sandbox.resource("awkward-tree.sh");
        sandbox.socket("socket");
        sandbox.shell("touch -d 2003-03-03 .");
        return sandbox;
    }

    static boolean root() {
        return "0".equals(output(new ProcessBuilder("id", "-u")).strip());
    }

    /** The owner to migrate to: PMM's where owners can be changed, otherwise the one that everything has. */
    static DataOwner owner() {
        return root() ? DataOwner.pmm3() : new DataOwner(number("-u"), number("-g"));
    }

    private static int number(String option) {
        return Integer.parseInt(output(new ProcessBuilder("id", option)).strip());
    }

    Sandbox using(String otherShell) {
        this.shell = otherShell;
        return this;
    }

    /** Sets a variable for every script that is run from now on. */
    Sandbox with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Switches the margin of 2 seconds off, in which everything counts as changed: only then can a test, which has made
     * its tree a moment ago, see what the exact comparison finds.
     */
    Sandbox withoutMargin() {
        return with("PMM_MIGRATION_MARGIN", "-100000");
    }

    void changeTree() throws IOException {
        resource("changes.sh");
    }

    Run run(HelperCommand command) {
        return finished(start(command));
    }

    /** Starts a script in a process group of its own, so that it can be killed together with what it started. */
    Process start(HelperCommand command) {
        List<String> words = new ArrayList<>(List.of("setsid", shell));
        words.addAll(command.words().subList(1, command.words().size()));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().putAll(command.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs shell code of a test in /srv. */
    String shell(String code) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", code).directory(srv.toFile());
        builder.environment().putAll(environment);
        return output(builder.redirectErrorStream(true));
    }

    private void resource(String name) throws IOException {
        try (var input = Sandbox.class.getResourceAsStream(name)) {
            shell(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** A socket nobody listens on, as a stopped server leaves behind. The name must fit into 108 bytes. */
    private void socket(String name) throws IOException {
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(srv.resolve(name)))
                .close();
    }

    static Run finished(Process process) {
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Run(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills a script together with everything it started, without giving any of it a chance to tidy up. */
    static void killGroup(Process process) {
        ProcessBuilder kill = new ProcessBuilder("kill", "-9", "--", "-" + process.pid());
        try {
            finished(kill.redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        finished(process);
    }

    private static String output(ProcessBuilder builder) {
        try {
            Run run = finished(builder.start());
            if (run.exitCode() != 0) {
                throw new IllegalStateException(builder.command().get(0) + " failed: " + run.text());
            }
            return run.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        output(new ProcessBuilder("chmod", "-R", "u+rwX", root.toString()));
        output(new ProcessBuilder("rm", "-rf", root.toString()));
    }

    /** How a script ended. */
    record Run(int exitCode, String text) {
        HelperOutput output() {
            return HelperOutput.parse(text);
        }

        Run mustSucceed() {
            if (exitCode != 0) {
                throw new AssertionError("exit code " + exitCode + ":\n" + text);
            }
            return this;
        }
    }
}
