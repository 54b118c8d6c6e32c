package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.report.ComposePatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One server, written down in many ways: the real Compose makes a container from each, the files are changed, and Compose makes it
 * anew from them. What comes of it must be the same. Nothing is started.
 */
class ComposeFilesIT {
    private static final String SERVICE = """
            services:
              pmm:
                image: IMAGE
            """;
    private static final String PORTS = """
            ports: ['127.0.0.1:PORT:443']
            """.indent(4);
    private static final String VARIABLES = """
            environment:
              DISABLE_TELEMETRY: "1"
              MINE: a b
              ENABLE_DBAAS: 1
            """.indent(4);
    private static final String VOLUMES = """
                volumes: [data:/srv]
            volumes:
              data:
            """;

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final String project = "pmm-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final int port = TestServer.freePort();

    @AfterEach
    void clean() {
        bed.removeContainers(project);
        bed.docker("network", "ls", "--format", "{{.Name}}", "--filter", "name=" + project)
                .lines()
                .forEach(network -> bed.docker("network", "rm", network));
        bed.close();
    }

    /** A file, or several: a line {@code == NAME} begins another one. */
    enum Written {
        PLAINLY(SERVICE + PORTS + VARIABLES + VOLUMES),
        AS_LISTS("""
                services:
                  pmm:
                    image: IMAGE
                    ports:
                    - 127.0.0.1:PORT:443/tcp   # web
                    environment:
                    # first
                    - DISABLE_TELEMETRY=1
                    - "MINE=a b"
                    - ENABLE_DBAAS=1 # gone
                    volumes: [data:/srv]
                volumes:
                  data:
                """),
        IN_LONG_FORM("""
                services:
                  pmm:
                    image: IMAGE
                    ports:
                      - target: 443
                        published: "PORT"
                        host_ip: 127.0.0.1
                        mode: host
                    environment: {DISABLE_TELEMETRY: 1, MINE: a b}
                    volumes: [data:/srv]
                volumes:
                  data:
                """),
        IN_BRACES("""
                services: {pmm: {image: IMAGE, ports: [{target: 443, published: PORT, host_ip: 127.0.0.1}],
                  environment: {ENABLE_DBAAS: 1, DISABLE_TELEMETRY: true, MINE: a b}, volumes: [data:/srv]}}
                volumes: {data: }
                """),
        AS_JSON("""
                {"services": {"pmm": {"image": "IMAGE", "ports": ["127.0.0.1:PORT:443"],
                "environment": ["DISABLE_TELEMETRY=1", "MINE=a b", "ENABLE_DBAAS=1"], "volumes": ["data:/srv"]}},
                "volumes":{"data":{}}}
                """),
        WITH_ANCHORS("""
                x-env: &env {DISABLE_TELEMETRY: 1, ENABLE_DBAAS: 1}
                x-all: &all
                  image: &i IMAGE
                services:
                  pmm:
                    <<: *all
                    ports: &p
                      - 127.0.0.1:PORT:443
                    environment:
                      <<: *env
                      MINE: a b
                    volumes: [data:/srv]
                volumes:
                  data:
                """),
        WITH_VARIABLES("""
                services:
                  pmm:
                    image: ${IMG}:${TAG:-2.44.1}
                    ports: ["${IP:-127.0.0.1}:${HOST}:443"]
                    environment: [DISABLE_TELEMETRY, "MINE=${MINE}"]
                    volumes: [data:/srv]
                volumes:
                  data:
                == .env
                IMG=percona/pmm-server
                HOST=PORT
                DISABLE_TELEMETRY=1
                MINE=a b
                """),
        WITH_A_FILE_OF_VARIABLES("""
                services:
                  pmm:
                    image: IMAGE
                    ports: ['127.0.0.1:PORT:443']
                    env_file: [pmm.env]
                    volumes: [data:/srv]
                volumes:
                  data:
                == pmm.env
                # ours
                DISABLE_TELEMETRY=1
                export MINE='a b'
                ENABLE_DBAAS=1
                """),
        INCLUDED("""
                include: [sub/pmm.yaml]
                services:
                  other: {image: IMAGE, profiles: [never]}
                == sub/pmm.yaml
                """ + SERVICE + PORTS + VARIABLES + VOLUMES),
        IN_SEVERAL_FILES("""
                services:
                  pmm:
                    image: percona/pmm-server:2
                    ports: ['127.0.0.1:PORT:443']
                    volumes: [data:/srv]
                volumes:
                  data:
                == compose.override.yaml
                """ + SERVICE + VARIABLES),
        EXTENDED("""
                services:
                  base: {image: IMAGE, restart: always}
                  pmm:
                    image: IMAGE
                    extends: base
                """ + PORTS + VARIABLES + VOLUMES),
        ON_WINDOWS(("\uFEFF" + SERVICE + PORTS + VARIABLES + VOLUMES).replace("\n", "\r\n")),
        WITHOUT_AN_END("""
                volumes: {data: }
                services:
                  pmm:
                    image: IMAGE
                    volumes: [data:/srv]
                """ + PORTS + VARIABLES.stripTrailing()),
        WITH_QUOTED_KEYS("""
                "services":
                  'pmm':
                    "image": 'IMAGE'
                    'ports':
                      - "127.0.0.1:PORT:443"
                    environment:
                      "DISABLE_TELEMETRY": 'true'
                      'MINE': "a b"
                    volumes: [data:/srv]
                volumes:
                  data:
                """);

        private final String text;

        Written(String text) {
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesToTheSame(Written file) throws IOException {
        write(file.text);
        compose("create");

        ComposePatch patch = patch();
        assertThat(patch.refusal()).isEmpty();
        patch.write();
        compose("create");

        ContainerSnapshot container = bed.engine()
                .inspect(new ContainerName(project + "-pmm-1").toRef())
                .orElseThrow();
        assertThat(container.imageReference()).matches("percona/pmm-server:3\\..*");
        assertThat(container.document().texts("/Config/Env"))
                .contains("PMM_ENABLE_TELEMETRY=false", "MINE=a b")
                .noneMatch(entry -> entry.startsWith("DISABLE_") || entry.contains("DBAAS"));
        assertThat(container
                        .document()
                        .at("/HostConfig/PortBindings")
                        .orElseThrow()
                        .toJson())
                .isEqualTo("{\"8443/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"" + port + "\"}]}");
    }

    @Test
    void isNotChangedWhereItWouldChangeAnotherServerToo() throws IOException {
        write("services: {pmm: {image: IMAGE, scale: 2, volumes: [/srv]}}");
        compose("create");

        assertThat(patch().refusal())
                .hasValueSatisfying(
                        refusal -> assertThat(refusal).contains("another container, '" + project + "-pmm-2'"));
    }

    private ComposePatch patch() {
        return MigrationPlan.forContainer(project + "-pmm-1")
                .containerEngine(bed.engine())
                .preview()
                .data()
                .composePatch()
                .orElseThrow();
    }

    private void write(String text) throws IOException {
        String name = "compose.yaml";
        for (String part : text.split("(?m)^== ", -1)) {
            boolean first = name.equals("compose.yaml") && !Files.exists(folder.resolve(name));
            name = first ? name : part.lines().findFirst().orElseThrow();
            String content = first ? part : part.substring(name.length() + 1);
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    content.replace("IMAGE", "percona/pmm-server:2.44.1").replace("PORT", Integer.toString(port)));
        }
    }

    private void compose(String command) {
        Optional<String> compose = bed.find("PMM_TESTBED_COMPOSE");
        if (compose.isEmpty()) {
            System.out.println("SKIPPED: no Compose; have it downloaded by 'bed compose' before 'bed up'");
            Assumptions.abort("no Compose");
        }
        List<String> words = new ArrayList<>(
                List.of(compose.orElseThrow(), "-p", project, "--project-directory", folder.toString()));
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted((one, other) -> Integer.compare(
                            one.toString().length(), other.toString().length()))
                    .forEach(file -> words.addAll(List.of("-f", file.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        words.add(command);
        bed.run(words);
    }
}
