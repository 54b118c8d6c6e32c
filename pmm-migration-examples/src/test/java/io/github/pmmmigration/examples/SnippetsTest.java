package io.github.pmmmigration.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.grafana.HttpServerConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.GenericContainer;

/** The pieces of Java in the documentation compile; those that stand in an example are the example's own lines. */
class SnippetsTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DECLARATION =
            Pattern.compile("(?m)^(public |final |abstract )*(class|record|interface) ");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");

    @TempDir
    Path folder;

    static Stream<Arguments> snippets() throws IOException {
        return pages().flatMap(page -> JAVA.matcher(read(page))
                .results()
                .map(match -> Arguments.of(PROJECT.relativize(page).toString(), match.group(1))));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void compiles(String page, String snippet) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-d", folder.toString(), "-cp", classPath(), "-proc:none");

        boolean compiled = compiler.getTask(null, null, problems, options, null, List.of(new Source(source(snippet))))
                .call();

        assertThat(compiled)
                .as(page + "\n" + snippet + problems.getDiagnostics())
                .isTrue();
    }

    @Test
    void findsThePiecesOfTheReadme() throws IOException {
        assertThat(snippets().map(arguments -> arguments.get()[0]))
                .contains("README.md", "pmm-migration-docker/README.md");
    }

    @Test
    void showsTheQuickStartAsItRuns() throws IOException {
        String example = Files.readString(PROJECT.resolve(
                "pmm-migration-examples/src/main/java/io/github/pmmmigration/examples/QuickStart.java"));
        String shown = example.split("// \\[quick-start]", -1)[1];

        assertThat(words(read(PROJECT.resolve("README.md")))).contains(words(shown));
    }

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> documents = Files.list(PROJECT.resolve("docs"))) {
            List<Path> pages = documents
                    .filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            Stream<Path> readmes = Stream.of("README.md", "CONTRIBUTING.md", "pmm-migration-docker/README.md")
                    .map(PROJECT::resolve);
            return Stream.concat(readmes, pages.stream());
        }
    }

    private static String source(String snippet) {
        String imports =
                IMPORT.matcher(snippet).results().map(match -> match.group()).collect(Collectors.joining());
        String rest = IMPORT.matcher(snippet).replaceAll("");
        String body = DECLARATION.matcher(rest).find()
                ? rest.replace("public ", "")
                : "class Snippet { void run(String password) throws Exception {\n" + rest + "\n} }";
        return imports + packages() + body;
    }

    private static String packages() {
        return Stream.of(
                        "",
                        "client.",
                        "container.",
                        "error.",
                        "event.",
                        "journal.",
                        "report.",
                        "server.",
                        "step.",
                        "testing.",
                        "docker.",
                        "grafana.")
                .map(name -> "import io.github.pmmmigration." + name + "*;\n")
                .collect(Collectors.joining(
                        "", "", "import java.util.*;\nimport java.time.*;\nimport java.nio.file.*;\n"));
    }

    private static String classPath() {
        return Stream.of(
                        MigrationPlan.class,
                        DockerEngine.class,
                        HttpServerConnector.class,
                        OkHttpClient.class,
                        GenericContainer.class,
                        Bind.class,
                        NullMarked.class)
                .map(SnippetsTest::location)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet" + Kind.SOURCE.extension.toLowerCase(Locale.ROOT)), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
