package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** Every command line of the tool that the documentation shows is one the tool understands. */
class DocumentedCommandsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SHELL = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("(?m)pmm-migrate(?:\\.jar)? (.*)$");

    @TempDir
    Path folder;

    static Stream<String> commands() throws IOException {
        try (Stream<Path> documents = Files.list(PROJECT.resolve("docs"))) {
            List<Path> pages = Stream.concat(Stream.of(PROJECT.resolve("README.md")), documents)
                    .filter(page -> page.toString().endsWith(".md"))
                    .toList();
            return pages.stream().map(DocumentedCommandsTest::read).flatMap(DocumentedCommandsTest::commands);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isUnderstood(String command) {
        assertThatCode(() -> parse(command)).doesNotThrowAnyException();
    }

    @Test
    void wouldNoticeAnUnknownOption() {
        assertThatThrownBy(() -> parse("plan --no-such-option")).isInstanceOf(ParameterException.class);
    }

    private void parse(String command) {
        List<String> words = List.of(command.strip().split("\\s+", -1));
        Console console = new Cli(folder).console(System.out, System.err);
        PmmMigrate.commandLine(console, words).parseArgs(words.toArray(String[]::new));
    }

    private static Stream<String> commands(String page) {
        String blocks = String.join(
                        "\n",
                        SHELL.matcher(page).results().map(MatchResult::group).toList())
                .replace("\\\n", " ");
        return COMMAND.matcher(blocks).results().map(match -> match.group(1).replaceAll("[|#>].*", ""));
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
