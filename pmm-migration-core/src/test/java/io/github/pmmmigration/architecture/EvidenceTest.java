package io.github.pmmmigration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the page that says which test shows which promise to tests that exist. */
final class EvidenceTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|Benchmark)\\.\\w+)`");
    /** Methods that are neither private nor static: in this project's test classes these are the tests. */
    private static final Pattern TEST = Pattern.compile("(?m)^ {4,8}(?:void|[A-Z][\\w<>?, ]*) (\\w+)\\(");

    private static final String PROMISE = "\\| (?!promise|---).*\\|";

    @Test
    void namesOnlyTestsThatExist() throws IOException {
        Set<String> named = page().stream()
                .flatMap(line -> NAMED.matcher(line).results())
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tests()).containsAll(named);
    }

    @Test
    void namesATestForEveryPromiseOrSaysThatItIsNotShown() throws IOException {
        assertThat(page())
                .filteredOn(line -> line.matches(PROMISE))
                .allSatisfy(row -> assertThat(row).containsPattern(NAMED.pattern() + "|[Nn]ot shown"));
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(PROJECT.resolve("docs").resolve("evidence.md"));
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .flatMap(EvidenceTest::files)
                    .flatMap(EvidenceTest::testsOf)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> testsOf(Path file) {
        try {
            String type = file.getFileName().toString().replace(".java", ".");
            return TEST.matcher(Files.readString(file)).results().map(test -> type + test.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
