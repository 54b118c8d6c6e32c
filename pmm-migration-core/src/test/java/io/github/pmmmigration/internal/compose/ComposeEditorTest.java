package io.github.pmmmigration.internal.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.internal.compose.ComposeChange.ComposedContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeEditorTest {
    private static final String WHOLE = """
            # our monitoring
            version: "3.8"

            x-note: &note {a: b}
            services:
              db:
                image: percona/pmm-server:2.44.1   # not ours
                ports: ["443:443"]
              pmm:   # the server
                image: "percona/pmm-server:2.44.1"  # keep in step with the clients
                container_name: pmm-server
                profiles: [monitoring]
                restart: always
                ports:
                  - "443:443"   # clients
                  # redirect
                  - 127.0.0.1:80:80
                  - 9000:9000/udp
                environment:
                  - DISABLE_TELEMETRY=1
                  # how long
                  - DATA_RETENTION=720h
                  - "METRICS_RESOLUTION=${RESOLUTION:-5s}"
                  - OUR_OWN=a b=c
                volumes:
                  - data:/srv

            volumes:
              data:
            """;

    @Test
    void changesWhatHasToAndNothingElse() throws UnsuitableFileException {
        String after = edit(
                WHOLE,
                between(2, "DISABLE_TELEMETRY=1", "DATA_RETENTION=720h", "METRICS_RESOLUTION=5s", "OUR_OWN=a b=c"));

        assertThat(UnifiedDiff.of("compose.yaml", WHOLE, after).lines().filter(line -> line.matches("[+-] .*")))
                .containsExactly(
                        "-    image: \"percona/pmm-server:2.44.1\"  # keep in step with the clients",
                        "+    image: \"percona/pmm-server:3.8.1\"  # keep in step with the clients",
                        "-      - \"443:443\"   # clients",
                        "+      - \"443:8443\"   # clients",
                        "-      - 127.0.0.1:80:80",
                        "+      - 127.0.0.1:80:8080",
                        "-      - DISABLE_TELEMETRY=1",
                        "+      - PMM_ENABLE_TELEMETRY=false",
                        "-      - DATA_RETENTION=720h",
                        "-      - \"METRICS_RESOLUTION=${RESOLUTION:-5s}\"",
                        "+      - PMM_DATA_RETENTION=720h",
                        "+      - \"PMM_METRICS_RESOLUTION=${RESOLUTION:-5s}\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "- 443:443 | - 443:8443",
                "- '443:443' | - '443:8443'",
                "- \"0.0.0.0:443:443/tcp\" | - \"0.0.0.0:443:8443/tcp\"",
                "- \"[::1]:443:443\" | - \"[::1]:443:8443\"",
                "- \"${PMM_PORT:-443}:443\" | - \"${PMM_PORT:-443}:8443\"",
                "- \"${ADDRESS}:${PORT}:443\" | - \"${ADDRESS}:${PORT}:8443\"",
                "- \"443\" | - \"8443\"",
                "- 80:80 # plain | - 80:8080 # plain",
                "- target: 443 | - target: 8443",
                "- target: \"80\" | - target: \"8080\"",
                "-   443:443 | -   443:8443"
            })
    void changesAPortInEveryForm(String before, String after) throws UnsuitableFileException {
        assertThat(edited("    ports:\n      " + before, 1)).contains("    ports:\n      " + after + "\n");
        assertThat(edited("    ports:\n    " + before, 1)).contains("    ports:\n    " + after + "\n");
    }

    @Test
    void changesTheLongFormWhereverItsTargetStands() throws UnsuitableFileException {
        String after = edited("    ports:\n      - published: \"443\"\n        target: 443\n        protocol: tcp", 1);

        assertThat(after).contains("- published: \"443\"\n        target: 8443\n        protocol: tcp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[\"443:443\", '80:80'] | [\"443:8443\", '80:8080']",
                "[443:443,80:80]  # web | [443:8443,80:8080]  # web"
            })
    void changesPortsInBrackets(String before, String after) throws UnsuitableFileException {
        assertThat(edited("    ports: " + before, 2)).contains("    ports: " + after + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "- DISABLE_UPDATES=true | - PMM_ENABLE_UPDATES=false",
                "- \"DISABLE_UPDATES=true\" # no | - \"PMM_ENABLE_UPDATES=false\" # no",
                "- DISABLE_UPDATES | - PMM_ENABLE_UPDATES=false",
                "- DISABLE_UPDATES=${OFF} | - PMM_ENABLE_UPDATES=false",
                "DISABLE_UPDATES: 1 | PMM_ENABLE_UPDATES: \"false\"",
                "DISABLE_UPDATES: \"true\" | PMM_ENABLE_UPDATES: \"false\"",
                "\"DISABLE_UPDATES\": 'true' | \"PMM_ENABLE_UPDATES\": \"false\"",
                "DISABLE_UPDATES: | PMM_ENABLE_UPDATES: \"false\""
            })
    void turnsASwitchRound(String before, String after) throws UnsuitableFileException {
        assertThat(edited("    environment:\n      " + before, 0, "DISABLE_UPDATES=true"))
                .contains("    environment:\n      " + after + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "- DATA_RETENTION=${DAYS}h | - PMM_DATA_RETENTION=${DAYS}h",
                "- DATA_RETENTION | - PMM_DATA_RETENTION=${DATA_RETENTION}",
                "DATA_RETENTION: ${DAYS}h # days | PMM_DATA_RETENTION: ${DAYS}h # days",
                "DATA_RETENTION: '720h' | PMM_DATA_RETENTION: '720h'",
                "DATA_RETENTION: | PMM_DATA_RETENTION: \"${DATA_RETENTION}\""
            })
    void renamesAVariableAndLeavesItsValueAsItIsWritten(String before, String after) throws UnsuitableFileException {
        assertThat(edited("    environment:\n      " + before, 0, "DATA_RETENTION=720h"))
                .contains("    environment:\n      " + after + "\n");
    }

    @Test
    void takesARemovedVariableOutWithAllItsLines() throws UnsuitableFileException {
        String before = "    environment:\n      ENABLE_DBAAS: >-\n        1\n      MINE: x";

        assertThat(edited(before, 0, "ENABLE_DBAAS=1", "MINE=x")).contains("    environment:\n      MINE: x\n");
    }

    @Test
    void takesTheKeyOutWhenNothingIsLeftBelowIt() throws UnsuitableFileException {
        assertThat(edited("    environment:\n      - ENABLE_DBAAS=1\n    tty: true", 0, "ENABLE_DBAAS=1"))
                .contains("    tty: true\n")
                .doesNotContain("environment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "percona/pmm-server:2.44.1",
                "percona/pmm-server:${PMM_TAG}",
                "${PMM_IMAGE:-percona/pmm-server:2}",
                "'127.0.0.1:5000/percona/pmm-server@sha256:0123'"
            })
    void replacesTheImageHoweverItIsGiven(String image) throws UnsuitableFileException {
        String after = edit("services:\n  pmm:\n    image: " + image + "\n", between(0));

        assertThat(after).containsPattern("    image: '?percona/pmm-server:3.8.1'?\n");
    }

    @Test
    void keepsTheEndsOfLines() throws UnsuitableFileException {
        String after = edit("services:\r\n  pmm:\r\n    image: percona/pmm-server:2\r\n", change(0));

        assertThat(after).isEqualTo("services:\r\n  pmm:\r\n    image: percona/pmm-server:3.8.1\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  pmm: *server' | not above it",
                "'  base: &b\n    image: percona/pmm-server:2\n    ports: [443:443]\n  pmm:\n    <<: *b' | another service has too",
                "'  base:\n    image: a\n  pmm:\n    extends: {service: base}' | no image",
                "'  base:\n    user: root\n  pmm:\n    extends: base\n    image: percona/pmm-server:2' | extends 'base', which has 'user'",
                "'  base:\n    ports: [443:443]\n  pmm:\n    extends: base\n    image: percona/pmm-server:2' | extends 'base', where something has to change",
                "'  pmm:\n    build: .\n    image: percona/pmm-server:2' | build",
                "'  pmm:\n    container_name: a' | no image",
                "'  other:\n    image: a' | no service 'pmm'",
                "'  pmm:\n    image: percona/pmm-server:2\n    ports:\n      - 440-450:440-450' | range",
                "'  pmm:\n    image: percona/pmm-server:2\n    ports:\n      - 443:${INSIDE}' | given by a variable",
                "'  pmm:\n    image: percona/pmm-server:2\n    ports: [444:443]' | port 444, but the container does not",
                "'  pmm:\n    image: percona/pmm-server:2' | publishes 1 of the ports",
                "'  pmm:\n    image: percona/pmm-server:2.30.0' | the file was changed since",
                "'  pmm:\n    image: percona/pmm-server:2\n   x: y' | Line 4 has an indentation",
                "'  pmm:\n    image: \"percona\\u002fpmm-server:2\"' | not understood here",
                "'  pmm:\n\t  image: percona/pmm-server:2' | Line 3 is indented with tabs",
                "'  pmm:\n    image: percona/pmm-server:2\n    image: b' | a second time",
                "'  pmm: {image: percona/pmm-server:2' | do not end",
                "'  pmm:\n    image: percona/pmm-server:2\n---\na: b' | another document"
            })
    void refusesWhatItCannotEditSafely(String service, String reason) {
        String file = "services:\n" + service + "\n";

        assertThatThrownBy(() -> edit(file, change(1)))
                .isInstanceOf(UnsuitableFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void leavesAnEnvironmentOnOneLineAloneWhenNothingHasToChange() throws UnsuitableFileException {
        assertThat(edited("    environment: {MINE: x}", 0, "MINE=x")).contains("environment: {MINE: x}\n");
    }

    @Test
    void leavesOutOfAnUpgradeWhatIsOfPmm3Already() throws UnsuitableFileException {
        String file = "services:\n  pmm:\n    image: percona/pmm-server:2\n    ports:\n      - 443:8443\n";

        assertThat(edit(file, change(false, true, 1, "DATA_RETENTION=1h"))).isEqualTo(file.replace(":2\n", ":3.8.1\n"));
    }

    /** What is left to do when the file could not be written at the end of a migration. */
    @Test
    void describesAServerThatWasMigratedAlready() throws UnsuitableFileException {
        String file = """
                services:
                  pmm:
                    image: percona/pmm-server:2.41
                    ports: [443:443]
                    environment:
                      DISABLE_UPDATES: ${OFF}
                      DATA_RETENTION: 1h
                """;
        ComposeChange migrated = between(1, "PMM_ENABLE_UPDATES=false", "PMM_DATA_RETENTION=1h");

        String after = edit(file, migrated);

        assertThat(after)
                .contains("pmm-server:3.8.1", "443:8443", "PMM_ENABLE_UPDATES: \"false\"", "PMM_DATA_RETENTION: 1h");
        assertThat(edit(after, migrated)).isEqualTo(after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "pmm: {image: percona/pmm-server:2, ports: [443:443]} | pmm: {image: percona/pmm-server:3.8.1, ports: [443:8443]}",
                "\"pmm\": {\"image\":\"percona/pmm-server:2\",\"ports\":[\"443:443\"]} | \"pmm\": {\"image\":\"percona/pmm-server:3.8.1\",\"ports\":[\"443:8443\"]}",
                "pmm: {image: percona/pmm-server:2, ports: [ # a] | pmm: {image: percona/pmm-server:3.8.1, ports: [ # a]"
            })
    void changesWhatIsWrittenInBraces(String before, String after) throws UnsuitableFileException {
        String end = before.endsWith("# a]") ? "\n    '443:443',\n  ]}\n" : "\n";

        assertThat(edit("services:\n  " + before + end, change(1)))
                .isEqualTo("services:\n  " + after + end.replace("443'", "8443'"));
    }

    @Test
    void takesVariablesOutOfBraces() throws UnsuitableFileException {
        assertThat(edited(
                        "    environment: {ENABLE_DBAAS: 1, A: b, PERCONA_TEST_DBAAS: 1, LESS_LOG_NOISE: 1}",
                        0,
                        "ENABLE_DBAAS=1",
                        "A=b",
                        "PERCONA_TEST_DBAAS=1",
                        "LESS_LOG_NOISE=1"))
                .contains("    environment: {A: b}\n");
    }

    @Test
    void changesAnAnchorThatNobodyElseUses() throws UnsuitableFileException {
        String file = """
                x-image: &image percona/pmm-server:2
                x-env: &env
                  DISABLE_TELEMETRY: 1
                services:
                  pmm:
                    image: *image
                    environment:
                      <<: *env
                      MINE: x
                """;

        assertThat(edit(file, change(0, "DISABLE_TELEMETRY=1", "MINE=x")))
                .isEqualTo(file.replace("pmm-server:2", "pmm-server:3.8.1")
                        .replace("DISABLE_TELEMETRY: 1", "PMM_ENABLE_TELEMETRY: \"false\""));
    }

    @Test
    void takesVariablesOutOfWhatIsMerged() throws UnsuitableFileException {
        String file = """
                x-env: &env {DISABLE_UPDATES: 1, ENABLE_DBAAS: 1}
                x-gone: &gone {LESS_LOG_NOISE: 1}
                services:
                  pmm:
                    image: percona/pmm-server:2
                    environment:
                      <<: [*env, *gone]
                      MINE: x
                """;

        assertThat(edit(file, change(0, "DISABLE_UPDATES=1", "ENABLE_DBAAS=1", "LESS_LOG_NOISE=1", "MINE=x")))
                .contains("x-env: &env {PMM_ENABLE_UPDATES: \"false\"}", "x-gone: &gone {}", "MINE: x");
    }

    @Test
    void leavesAnAnchorAloneThatAnotherServiceUses() {
        String file = """
                x-env: &env {DISABLE_TELEMETRY: 1}
                services:
                  pmm: {image: percona/pmm-server:2, environment: *env}
                  other: {image: a, environment: *env}
                """;

        assertThatThrownBy(() -> edit(file, change(0, "DISABLE_TELEMETRY=1"))).hasMessageContaining("another service");
    }

    @Test
    void changesEveryFileThatSaysSomething() throws UnsuitableFileException {
        Map<String, String> files = Map.of(
                "/p/a.yml", "services:\n  pmm:\n    image: a\n    ports: [443:443]\n",
                "/p/b.yml",
                        "include: [sub/c.yml]\nservices:\n  pmm:\n    image: percona/pmm-server:2\n    env_file: pmm.env\n",
                "/p/pmm.env",
                        "# DISABLE_UPDATES=0\nDISABLE_UPDATES=1\r\nexport DATA_RETENTION='1h'\nENABLE_DBAAS=1\nX=y");

        assertThat(edit(
                        files,
                        List.of("/p/a.yml", "/p/b.yml"),
                        change(1, "DISABLE_UPDATES=1", "DATA_RETENTION=1h", "ENABLE_DBAAS=1")))
                .containsExactly(
                        "services:\n  pmm:\n    image: percona/pmm-server:3.8.1\n    ports: [443:8443]\n",
                        files.get("/p/b.yml").replace("server:2", "server:3.8.1"),
                        "# DISABLE_UPDATES=0\nPMM_ENABLE_UPDATES=false\r\nexport PMM_DATA_RETENTION='1h'\nX=y");
    }

    @Test
    void findsTheServiceInAFileThatIsIncluded() throws UnsuitableFileException {
        Map<String, String> files = Map.of(
                "/p/a.yml", "include:\n- path: [sub/b.yml]\n",
                "/p/sub/b.yml", "services:\n  pmm:\n    image: percona/pmm-server:2\n    env_file: [{path: e}]\n",
                "/p/sub/e", "DISABLE_UPDATES=1\n");

        assertThat(edit(files, List.of("/p/a.yml"), change(0, "DISABLE_UPDATES=1")))
                .containsExactly(
                        files.get("/p/sub/b.yml").replace("server:2", "server:3.8.1"), "PMM_ENABLE_UPDATES=false\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'    env_file: e\n  other:\n    env_file: [e]' | another service uses it too",
                "'    env_file: .env\n    labels: {a: \"${DISABLE_UPDATES}\"}' | uses it too",
                "'    env_file: gone' | cannot be read",
                "'' | in another file"
            })
    void refusesAFileOfVariablesThatOthersUse(String lines, String reason) {
        Map<String, String> files = Map.of(
                "/p/a.yml", "services:\n  pmm:\n    image: percona/pmm-server:2\n" + lines + "\n",
                "/p/e", "DISABLE_UPDATES=1\n",
                "/p/.env", "DISABLE_UPDATES=1\n");

        assertThatThrownBy(() -> edit(files, List.of("/p/a.yml"), change(0, "DISABLE_UPDATES=1")))
                .hasMessageContaining(reason);
    }

    @Test
    void lastFileDecidesWhatIsCompared() throws UnsuitableFileException {
        Map<String, String> files = Map.of(
                "/p/a.yml", "services:\n  pmm:\n    image: percona/pmm-server:2\n    ports: [444:443]\n",
                "/p/b.yml", "services:\n  pmm:\n    ports: !override [\"443:443\"]\n");

        assertThat(edit(files, List.of("/p/a.yml", "/p/b.yml"), change(1))).hasSize(2);
    }

    @Test
    void refusesAFileThatWasChangedSinceTheContainerWasMade() {
        assertThatThrownBy(() -> edited("    environment: {MINE: \"y\"}", 0, "MINE=x"))
                .hasMessageContaining("MINE another value");
    }

    @Test
    void pointsTheHealthCheckAtPmm3AndTakesTheUserOut() throws UnsuitableFileException {
        String before =
                "    user: root\n    healthcheck:\n      test: [\"CMD\", \"curl\", \"https://localhost/v1/readyz\"]";

        assertThat(edited(before, 0))
                .contains(
                        "    healthcheck:\n      test: [\"CMD\", \"curl\", \"https://localhost:8443/v1/server/readyz\"]\n")
                .doesNotContain("user");
    }

    @Test
    void hidesSecretsWhereverTheyStandOnALine() {
        String before = "{\"services\": {\"db\": {\"environment\": [\"PW=hidden-1\"]}, \"pmm\":"
                + " {\"image\": \"percona/pmm-server:2\", \"environment\": {\"GF_PW\": \"hidden-2\"},"
                + " \"labels\": {\"image\": \"hidden-3\"}, \"command\": \"x hidden-4\"}}} # PW=hidden-5";

        String diff = UnifiedDiff.of(new ComposeEdit("c", before, before.replace("server:2", "server:3")));

        assertThat(diff).contains("-{", "+{", "pmm-server:3").doesNotContain("hidden-");
    }

    private static String edit(String text, ComposeChange change) throws UnsuitableFileException {
        List<String> edits = edit(Map.of("/p/compose.yaml", text), List.of("/p/compose.yaml"), change);
        return edits.isEmpty() ? text : edits.get(0);
    }

    private static List<String> edit(Map<String, String> files, List<String> paths, ComposeChange change)
            throws UnsuitableFileException {
        ComposeSource source = path -> {
            String text = files.get(path);
            if (text == null) {
                throw new UnsuitableFileException("The file " + path + " cannot be read here.");
            }
            return text;
        };
        return ComposeEditor.edit(new ComposeProject(paths, "/p", source), change).stream()
                .map(ComposeEdit::after)
                .toList();
    }

    private static String edited(String lines, int ports, String... environment) throws UnsuitableFileException {
        String file = "services:\n  pmm:\n    image: percona/pmm-server:2\n" + lines + "\n";
        return edit(file, change(ports, environment));
    }

    private static ComposeChange change(int ports, String... environment) {
        return change(true, true, ports, environment);
    }

    /** Of a container that was not made from the file as it is. */
    private static ComposeChange between(int ports, String... environment) {
        return change(true, false, ports, environment);
    }

    private static ComposeChange change(boolean toPmm3, boolean made, int ports, String... environment) {
        Optional<String> image = Optional.of("percona/pmm-server:2").filter(name -> made);
        return new ComposeChange(
                "pmm",
                "percona/pmm-server:3.8.1",
                toPmm3,
                List.of(),
                new ComposedContainer(image, List.of(environment), List.of(), ports, Set.of("443", "80")));
    }
}
