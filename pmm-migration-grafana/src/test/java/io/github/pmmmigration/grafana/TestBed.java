package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ExecResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/**
 * The test bed with its stand-in servers, as described by the file that {@code bed up} writes.
 *
 * <p>The file is named by {@code PMM_TESTBED}, or lies as {@code env} in the folder {@code PMM_TESTBED_DIR}. Without it the
 * test is skipped and says why, unless {@code PMM_TESTBED_REQUIRED=true}: then it fails.
 *
 * @param variables what stands in the file
 */
record TestBed(Map<String, String> variables) {
    static TestBed require() {
        Optional<Path> file = file().filter(Files::isReadable);
        if (file.isEmpty()) {
            String reason =
                    "No test bed: run pmm-migration-examples/testbed/bed up and set PMM_TESTBED to the file it names.";
            LoggerFactory.getLogger(TestBed.class).warn("SKIPPED integration tests. {}", reason);
            if (Boolean.parseBoolean(System.getenv("PMM_TESTBED_REQUIRED"))) {
                fail(reason);
            }
            Assumptions.abort(reason);
        }
        TestBed bed = new TestBed(read(file.orElseThrow()));
        Assumptions.assumeFalse(
                "real".equals(bed.variables().get("PMM_TESTBED_IMAGES")), "these tests switch faults of the stand-ins");
        return bed;
    }

    /** Returns the image of a version, as the bed's own registry serves it. */
    String image(String version) {
        return variable("PMM_TESTBED_REGISTRY") + "/" + variable("PMM_TESTBED_IMAGE") + ":" + version;
    }

    /** Runs the docker command and returns what it prints, without the line's end. */
    String docker(String... arguments) {
        ExecResult result = run("", List.of(arguments));
        if (!result.succeeded()) {
            throw new IllegalStateException(List.of(arguments) + " failed: " + result.standardOutput());
        }
        return result.standardOutput().strip();
    }

    /** Runs a command in a container; its variables come through standard input. */
    ExecResult exec(String container, Command command) {
        StringBuilder variables = new StringBuilder();
        command.environment()
                .forEach((name, value) ->
                        variables.append(name).append('=').append(value).append('\n'));
        List<String> arguments = new ArrayList<>(List.of("exec", "--env-file", "/dev/stdin", container));
        arguments.addAll(command.arguments());
        return run(variables.toString(), arguments);
    }

    private ExecResult run(String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", variable("DOCKER_HOST"));
        try {
            Process process = builder.start();
            try (OutputStream stream = process.getOutputStream()) {
                stream.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ExecResult(process.waitFor(), output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String variable(String name) {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() -> new IllegalStateException("the test bed's file has no " + name));
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
