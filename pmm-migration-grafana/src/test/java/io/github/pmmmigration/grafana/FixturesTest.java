package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.pmmmigration.container.ConfigDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixturesTest {
    private static final Path FOLDER = Path.of("src/test/resources/fixtures");

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void saysOfEachReplyWhereItsShapeWasTakenFrom(String version) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve(version))) {
            assertThat(files).hasSizeGreaterThan(25).allSatisfy(file -> {
                assertThat(Files.readString(file)).startsWith("# Source: ");
                String name = file.getFileName().toString().replace(".json", "");
                assertThatCode(() -> ConfigDocument.parse("{\"body\":" + Fixtures.body(version, name) + "}"))
                        .as(file.toString())
                        .doesNotThrowAnyException();
            });
        }
    }
}
