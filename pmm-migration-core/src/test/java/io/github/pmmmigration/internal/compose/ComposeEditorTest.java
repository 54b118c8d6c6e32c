package io.github.pmmmigration.internal.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
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
        String after = ComposeEditor.edit(
                WHOLE,
                change(2, "DISABLE_TELEMETRY=1", "DATA_RETENTION=720h", "METRICS_RESOLUTION=5s", "OUR_OWN=a b=c"));

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
        String after = ComposeEditor.edit("services:\n  pmm:\n    image: " + image + "\n", change(0));

        assertThat(after).containsPattern("    image: '?percona/pmm-server:3.8.1'?\n");
    }

    @Test
    void keepsTheEndsOfLines() throws UnsuitableFileException {
        String after = ComposeEditor.edit("services:\r\n  pmm:\r\n    image: percona/pmm-server:2\r\n", change(0));

        assertThat(after).isEqualTo("services:\r\n  pmm:\r\n    image: percona/pmm-server:3.8.1\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  pmm: *server' | anchors",
                "'  pmm: {image: percona/pmm-server:2}' | flow",
                "'  pmm:\n    <<: *base\n    image: a' | anchors",
                "'  pmm:\n    extends: {service: base}\n    image: a' | extends",
                "'  pmm:\n    build: .\n    image: a' | build",
                "'  pmm:\n    user: root\n    image: a' | user",
                "'  pmm:\n    image: *image' | anchors",
                "'  pmm:\n    image:\n      a' | not written on the line",
                "'  pmm:\n    container_name: a' | no image",
                "'  other:\n    image: a' | no service 'pmm'",
                "'  pmm:\n    image: a\n    ports:\n      - 440-450:440-450' | range",
                "'  pmm:\n    image: a\n    ports:\n      - 443:${INSIDE}' | given by a variable",
                "'  pmm:\n    image: a\n    ports: [\n      443:443]' | several lines",
                "'  pmm:\n    image: a\n    ports: *ports' | anchors",
                "'  pmm:\n    image: a\n    healthcheck:\n      test: curl -f http://localhost/v1/readyz' | health check"
            })
    void refusesWhatItCannotEditSafely(String service, String reason) {
        String file = "services:\n" + service + "\n";

        assertThatThrownBy(() -> ComposeEditor.edit(file, change(1)))
                .isInstanceOf(UnsuitableFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void leavesAnEnvironmentOnOneLineAloneWhenNothingHasToChange() throws UnsuitableFileException {
        assertThat(edited("    environment: {MINE: x}", 0, "MINE=x")).contains("environment: {MINE: x}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"    env_file: pmm.env", "    environment: {DISABLE_UPDATES: 1}"})
    void refusesAVariableThatIsSetElsewhere(String lines) {
        assertThatThrownBy(() -> edited(lines, 0, "DISABLE_UPDATES=1"))
                .hasMessageContaining("DISABLE_UPDATES")
                .hasMessageContaining("env_file");
    }

    @Test
    void leavesOutOfAnUpgradeWhatIsOfPmm3Already() throws UnsuitableFileException {
        ComposeChange upgrade = new ComposeChange(
                "pmm", "percona/pmm-server:3.12.0", List.of("DATA_RETENTION=1h"), List.of(), false, 1);

        assertThat(ComposeEditor.edit("services:\n  pmm:\n    image: a\n    ports:\n      - 443:8443\n", upgrade))
                .isEqualTo("services:\n  pmm:\n    image: percona/pmm-server:3.12.0\n    ports:\n      - 443:8443\n");
    }

    private static String edited(String lines, int ports, String... environment) throws UnsuitableFileException {
        String file = "services:\n  pmm:\n    image: percona/pmm-server:2\n" + lines + "\n";
        return ComposeEditor.edit(file, change(ports, environment));
    }

    private static ComposeChange change(int ports, String... environment) {
        return new ComposeChange("pmm", "percona/pmm-server:3.8.1", List.of(environment), List.of(), true, ports);
    }
}
