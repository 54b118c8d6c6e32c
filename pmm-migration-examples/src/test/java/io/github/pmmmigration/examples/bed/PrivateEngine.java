package io.github.pmmmigration.examples.bed;

import io.github.pmmmigration.container.EngineUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A second engine beside that of the bed, of one test's own, which may be killed and started again. */
public final class PrivateEngine implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 8;
    private static final int PAGE = 4_096;
    private static final int MOST_AT_ONCE = 1 << 20;

    private final TestBed neighbour;
    private final String name;
    private final TestBed bed;

    private PrivateEngine(TestBed neighbour, String name, String... options) {
        this(neighbour, name, List.of(), options);
    }

    private PrivateEngine(TestBed neighbour, String name, List<String> environment, String... options) {
        this.neighbour = neighbour;
        this.name = name;
        this.bed = TestBed.describedBy(start(environment, options));
    }

    /** Brings one up; {@code name} makes the name of its own in that bed. */
    public static PrivateEngine beside(TestBed neighbour, String name) {
        return new PrivateEngine(neighbour, name);
    }

    /** Brings one up that has nothing yet and keeps what it has on a disk of its own; {@code size} as in {@code 900m}. */
    public static PrivateEngine withDisk(TestBed neighbour, String name, String size) {
        return new PrivateEngine(neighbour, name, "--disk", size);
    }

    /** Brings one up that has nothing yet and keeps what it has on an XFS of its own that can share blocks between files. */
    public static PrivateEngine thatClones(TestBed neighbour, String name, String size) {
        return new PrivateEngine(neighbour, name, "--xfs", size);
    }

    /** Brings one up with more flags. */
    public static PrivateEngine withFlags(TestBed neighbour, String name, String flags) {
        return new PrivateEngine(neighbour, name, List.of("env", "PMM_TESTBED_ENGINE_FLAGS=" + flags));
    }

    /** Brings one of another kind up: {@code rootless} or {@code podman}. */
    public static PrivateEngine ofKind(TestBed neighbour, String kind) {
        return new PrivateEngine(neighbour, kind, "--engine", kind);
    }

    /** Leaves so many bytes free on the disk of its own, to the page, or all of it when it has not so many. */
    public void leaveFree(long bytes) throws IOException {
        Path filler = Path.of(bed.docker("info", "--format", "{{.DockerRootDir}}"), "filler");
        Files.deleteIfExists(filler);
        try (FileChannel channel = FileChannel.open(filler, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long surplus = surplus(filler, bytes);
            while (surplus >= PAGE) {
                channel.write(ByteBuffer.allocate((int) Math.min(surplus / PAGE * PAGE, MOST_AT_ONCE)));
                surplus = surplus(filler, bytes);
            }
        }
    }

    private static long surplus(Path file, long bytes) throws IOException {
        return Files.getFileStore(file).getUsableSpace() - bytes;
    }

    /** Starts one more registry with a fault; returns its address. */
    public String registry(String registry, String... faults) {
        List<String> words = new ArrayList<>(List.of("registry", "start", registry));
        words.addAll(List.of(faults));
        return command(words);
    }

    /** Ends such a registry. */
    public void endRegistry(String registry) {
        command(List.of("registry", "stop", registry));
    }

    /** Returns what describes it; its address stays the same when the engine is started again. */
    public TestBed bed() {
        return bed;
    }

    /** Starts it, and with it the containers whose restart policy says so; returns the file that describes it. */
    private Path start(List<String> environment, String... options) {
        List<String> words = new ArrayList<>(List.of("up", "--engine", neighbour.variable("PMM_TESTBED_ENGINE_MAJOR")));
        words.addAll(List.of(options));
        List<String> said = command(environment, words).lines().toList();
        return Path.of(said.get(said.size() - 1));
    }

    /** Ends it as a crash would, and starts it again. */
    public void crash() {
        command(List.of("kill"));
        start(List.of());
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

    private String command(List<String> command) {
        return command(List.of(), command);
    }

    private String command(List<String> environment, List<String> command) {
        List<String> words = new ArrayList<>(environment);
        words.add("testbed/bed");
        words.addAll(command);
        words.addAll(List.of("--name", name));
        return neighbour.run(words);
    }

    @Override
    public void close() {
        bed.close();
        command(List.of("down"));
    }
}
