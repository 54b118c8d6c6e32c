package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.PrivateEngine;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that somebody else takes care of: a real Swarm, and containers with the labels that others put there. */
class OwnersIT {
    private static final String KUBERNETES = "io.kubernetes.";

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final String name = "pmm-it-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void clean() {
        bed.removeContainers(name);
        bed.close();
    }

    static Stream<Arguments> owners() {
        return Stream.of(
                arguments(
                        Map.of(
                                KUBERNETES + "pod.name", "pmm-0",
                                KUBERNETES + "pod.namespace", "monitoring",
                                KUBERNETES + "docker.type", "container",
                                "annotation." + KUBERNETES + "container.hash", "8e2d"),
                        "BLOCKER",
                        "KUBERNETES_MANAGED",
                        "pod pmm-0, namespace monitoring",
                        "Helm"),
                arguments(
                        Map.of("PODMAN_SYSTEMD_UNIT", "pmm-server.service", "io.containers.autoupdate", "registry"),
                        "BLOCKER",
                        "SYSTEMD_MANAGED",
                        "unit pmm-server.service",
                        "disable the unit"),
                arguments(
                        Map.of("net.unraid.docker.managed", "dockerman", "net.unraid.docker.icon", "https://x/y.png"),
                        "WARNING",
                        "UI_MANAGED",
                        "net.unraid.docker.managed",
                        "template"),
                arguments(
                        Map.of("io.portainer.accesscontrol.teams", "dba"),
                        "WARNING",
                        "UI_MANAGED",
                        "io.portainer.accesscontrol.teams",
                        "template"),
                arguments(
                        Map.of(
                                "com.docker.compose.project", "monitoring",
                                "com.docker.compose.service", "pmm",
                                "com.docker.compose.project.config_files", "/data/compose/7/docker-compose.yml",
                                "com.docker.compose.project.working_dir", "/data/compose/7"),
                        "BLOCKER",
                        "COMPOSE_MANAGED",
                        "project monitoring, service pmm, files /data/compose/7/docker-compose.yml",
                        "--write-compose"),
                arguments(
                        Map.of("com.centurylinklabs.watchtower.enable", "true"),
                        "WARNING",
                        "AUTO_UPDATER",
                        "label com.centurylinklabs.watchtower.enable",
                        "exclude the server"),
                arguments(
                        Map.of("wud.tag.include", "^2"),
                        "WARNING",
                        "AUTO_UPDATER",
                        "label wud.tag.include",
                        "exclude"));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void areNamedWithWhatToDo(
            Map<String, String> labels, String severity, String code, String evidence, String remedy) {
        create(labels);

        Finding finding = finding(code);

        assertThat(finding.severity().name()).isEqualTo(severity);
        assertThat(finding.evidence()).contains(evidence);
        assertThat(finding.remedy()).contains(remedy);
    }

    @Test
    void updatersAreNamedWhileTheyRunUnlessTheServerIsExcluded() {
        bed.docker("tag", bed.image("2.44.1").toString(), "nickfedor/watchtower:1");
        bed.docker("run", "-d", "--name", name + "-up", "--entrypoint", "sleep", "nickfedor/watchtower:1", "1000");
        create(Map.of());

        assertThat(finding("AUTO_UPDATER").evidence()).contains(name + "-up of image nickfedor/watchtower:1");

        bed.removeContainers(name + "-srv");
        create(Map.of("com.centurylinklabs.watchtower.enable", "false"));

        assertThat(findings()).noneMatch(found -> found.evidence().contains(name + "-up of image"));
    }

    @Test
    void changesNothingOfWhatItRefuses() throws Exception {
        create(Map.of(KUBERNETES + "pod.name", "pmm-0"));
        List<String> before = containers(bed);

        Answer refused =
                new PackedTool(bed, name + "-srv", folder).run("migrate", "--yes", "--accept", "KUBERNETES_MANAGED");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.all()).contains("KUBERNETES_MANAGED");
        assertThat(containers(bed)).isEqualTo(before);
    }

    /** On an engine of its own, as being part of a swarm changes an engine. */
    @Test
    void refusesATaskOfARealSwarm() throws Exception {
        PrivateEngine engine = PrivateEngine.beside(bed, "swarm");
        try {
            TestBed swarm = engine.bed();
            swarm.docker(
                    "swarm",
                    "init",
                    "--advertise-addr",
                    "127.0.0.1",
                    "--listen-addr",
                    "127.0.0.1:" + TestServer.freePort());
            swarm.docker(
                    "service",
                    "create",
                    "--quiet",
                    "--detach",
                    "--name",
                    name,
                    "--mount",
                    "type=volume,source=" + name + ",target=/srv",
                    swarm.image("2.44.1").toString());
            String task = task(swarm);
            List<String> before = containers(swarm);
            PackedTool tool = new PackedTool(swarm, task, folder);

            Answer check = tool.run("check");
            Answer refused = tool.run("migrate", "--yes", "--accept", "SWARM_MANAGED");

            assertThat(check.code()).isEqualTo(2);
            assertThat(check.all()).contains("SWARM_MANAGED", "service " + name, "docker service update");
            assertThat(refused.code()).as(refused.all()).isEqualTo(2);
            assertThat(tool.run("discover").all()).contains("Swarm service " + name);
            assertThat(containers(swarm)).isEqualTo(before);
            swarm.docker("service", "rm", name);
            swarm.docker("swarm", "leave", "--force");
        } finally {
            engine.close();
        }
    }

    private static String task(TestBed swarm) throws InterruptedException {
        for (int i = 0; i < 600; i++) {
            String task = swarm.docker("ps", "--format", "{{.Names}}", "--filter", "label=com.docker.swarm.task");
            if (!task.isEmpty()) {
                return task;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException(swarm.docker("service", "ps", "--no-trunc", "--all"));
    }

    /** Creates a server that is not started: nobody has to wait for it. */
    private void create(Map<String, String> labels) {
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", bed.image("2.44.1").toString())
                .with("/Labels", labels)
                .with("/HostConfig/Binds", List.of(name + "-srv:/srv"));
        bed.engine().create(new ContainerSpec(new ContainerName(name + "-srv"), configuration));
    }

    private Finding finding(String code) {
        return findings().stream()
                .filter(found -> found.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(findings().toString()));
    }

    private List<Finding> findings() {
        return MigrationPlan.forContainer(name + "-srv")
                .containerEngine(bed.engine())
                .preview()
                .data()
                .findings();
    }

    private List<String> containers(TestBed where) {
        return where.engine().list(ContainerFilter.all()).stream()
                .filter(container -> container.name().value().startsWith(name))
                .map(ContainerSnapshot::toString)
                .toList();
    }
}
