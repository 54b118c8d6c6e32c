package io.github.pmmmigration.examples.bed;

import io.github.pmmmigration.container.EngineUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second engine beside that of the bed, of one test's own, which may be killed and started again. */
public final class PrivateEngine implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 8;

    private final TestBed neighbour;
    private final String name;
    private final TestBed bed;

    private PrivateEngine(TestBed neighbour, String name) {
        this.neighbour = neighbour;
        this.name = name;
        this.bed = TestBed.describedBy(start());
    }

    /** Brings one up; {@code name} makes the name of its own in that bed. */
    public static PrivateEngine beside(TestBed neighbour, String name) {
        return new PrivateEngine(neighbour, name);
    }

    /** Returns what describes it; its address stays the same when the engine is started again. */
    public TestBed bed() {
        return bed;
    }

    /** Starts it, and with it the containers whose restart policy says so; returns the file that describes it. */
    private Path start() {
        List<String> said = command("up", "--engine", neighbour.variable("PMM_TESTBED_ENGINE_MAJOR"))
                .lines()
                .toList();
        return Path.of(said.get(said.size() - 1));
    }

    /** Ends it as a crash would, and starts it again. */
    public void crash() {
        command("kill");
        start();
        for (int connection = 0; connection < MOST_CONNECTIONS; connection++) {
            forgetOldConnection();
        }
    }

    /** Connections that this test's own client kept open are dead. */
    private void forgetOldConnection() {
        try {
            bed.engine().ping();
        } catch (EngineUnavailableException e) {
            System.out.println("Faults: " + e.getMessage());
        }
    }

    private String command(String command, String... options) {
        List<String> words = new ArrayList<>(List.of("testbed/bed", command, "--name", name));
        words.addAll(List.of(options));
        return neighbour.run(words);
    }

    @Override
    public void close() {
        bed.close();
        command("down");
    }
}
