package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Compares a rendering with a file; {@code -Dgolden.update=true} writes the files anew, to be looked at before committing. */
final class Golden {
    private static final Path FILES = Path.of("src/test/resources/io/github/pmmmigration/report");

    private Golden() {}

    static void assertMatches(String file, String rendering) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(FILES.resolve(file), rendering);
            }
            assertThat(rendering).isEqualTo(read(file));
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static String read(String file) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            return Files.readString(FILES.resolve(file));
        }
        try (InputStream in = Golden.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
