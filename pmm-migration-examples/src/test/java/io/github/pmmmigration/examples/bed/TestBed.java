package io.github.pmmmigration.examples.bed;

import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.PullListener;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A private engine with images of PMM Server, as described by the file that {@code bed up} writes.
 *
 * <p>The file is named by {@code PMM_TESTBED}, or lies as {@code env} in the folder {@code PMM_TESTBED_DIR}. Without it the test is
 * skipped and says why, unless {@code PMM_TESTBED_REQUIRED=true}: then it fails. With {@code -Dpmm.images=real} the bed must have
 * been brought up with {@code PMM_TESTBED_IMAGES=real}, so that the engine pulls the original images.
 */
public final class TestBed implements AutoCloseable {
    private static final Duration IMPATIENCE = Duration.ZERO;

    private final Map<String, String> variables;
    private final ContainerEngine engine;

    private TestBed(Map<String, String> variables) {
        this.variables = variables;
        this.engine = DockerEngine.connect(DockerSettings.fromEnvironment().withHost(dockerHost()));
    }

    /** Connects to the engine; skips the calling test when there is none. */
    public static TestBed require() {
        Optional<Path> file = file().filter(Files::isReadable);
        if (file.isEmpty()) {
            skip("no test bed: run pmm-migration-examples/testbed/bed up and set PMM_TESTBED to the file it names");
        }
        TestBed bed = describedBy(file.orElseThrow());
        boolean real = "real".equals(bed.variables.get("PMM_TESTBED_IMAGES"));
        if (real != real()) {
            fail("the bed has " + (real ? "real" : "stand-in") + " images, -Dpmm.images asks for others");
        }
        return bed;
    }

    /** Connects to the engine that such a file describes. */
    public static TestBed describedBy(Path file) {
        return new TestBed(read(file));
    }

    /** Skips the calling test loudly, or fails it where tests on the engine are required. */
    public static void skip(String reason) {
        System.out.println("SKIPPED integration tests: " + reason);
        if (Boolean.parseBoolean(System.getenv("PMM_TESTBED_REQUIRED"))) {
            fail(reason);
        }
        Assumptions.abort(reason);
    }

    /** Tells whether the tests run on the original images instead of the stand-ins. */
    public static boolean real() {
        return System.getProperty("pmm.images", "stand-in").equals("real");
    }

    /** Returns the engine; closed with this bed. */
    public ContainerEngine engine() {
        return engine;
    }

    /** Returns the engine's address, as in {@code DOCKER_HOST}. */
    public String dockerHost() {
        return variable("DOCKER_HOST");
    }

    /** Returns a value of the bed's file. */
    public String variable(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("the test bed's file has no " + name));
    }

    /** Returns a value that the bed's file has only where something that is not needed by most tests is there. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    /** Returns the image of a release of PMM Server, pulled. */
    public ImageReference image(String version) {
        ImageReference image = ImageReference.parse(variable("PMM_TESTBED_IMAGE") + ":" + version);
        engine.pull(image, PullListener.NONE);
        return image;
    }

    /** Runs the {@code docker} command on this engine and returns what it prints, without the line's end. */
    public String docker(String... arguments) {
        return run(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList());
    }

    /** Runs a command with this bed's variables and returns what it prints, without the line's end. */
    public String run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + output);
            }
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes all containers whose names begin so; their volumes stay. */
    public void removeContainers(String prefix) {
        for (ContainerSnapshot container : engine.list(ContainerFilter.all())) {
            if (container.name().value().startsWith(prefix)) {
                engine.setRestartPolicy(container.id(), RestartPolicy.NO);
                engine.stop(container.id(), IMPATIENCE);
                engine.remove(container.id());
            }
        }
    }

    @Override
    public void close() {
        engine.close();
    }

    private static Optional<Path> file() {
        return Optional.ofNullable(System.getenv("PMM_TESTBED"))
                .or(() -> Optional.ofNullable(System.getenv("PMM_TESTBED_DIR")).map(folder -> folder + "/env"))
                .map(Path::of);
    }

    private static Map<String, String> read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> pair[1].strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
