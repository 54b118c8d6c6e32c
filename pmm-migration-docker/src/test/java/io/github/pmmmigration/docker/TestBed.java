package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.fail;

import io.github.pmmmigration.container.ImageReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/**
 * The real engine for integration tests, as described by the file that {@code bed up} writes.
 *
 * <p>The file is named by {@code PMM_TESTBED}, or lies as {@code env} in the folder {@code PMM_TESTBED_DIR}. Without it the test is
 * skipped and says why, unless {@code PMM_TESTBED_REQUIRED=true}: then it fails.
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
        return new TestBed(read(file.orElseThrow()));
    }

    DockerSettings settings() {
        return DockerSettings.of(Map.of()).withHost(variable("DOCKER_HOST"));
    }

    DockerEngine connect() {
        return DockerEngine.connect(settings());
    }

    /** Returns a server image that has a shell: as the bed's own registry serves it, or the original one. */
    ImageReference image() {
        boolean real = "real".equals(variables.get("PMM_TESTBED_IMAGES"));
        String registry = real ? "" : registry() + "/";
        return ImageReference.parse(registry + variable("PMM_TESTBED_IMAGE") + ":2.44.1");
    }

    String registry() {
        return variable("PMM_TESTBED_REGISTRY");
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
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains("="))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0].strip(), pair -> unquoted(pair[1].strip())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted && "'\"".indexOf(value.charAt(0)) >= 0 ? value.substring(1, value.length() - 1) : value;
    }
}
