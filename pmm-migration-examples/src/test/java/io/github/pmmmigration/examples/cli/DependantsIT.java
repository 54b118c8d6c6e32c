package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers that lean on the server: what is said of them beforehand, and whether that is how it comes. */
class DependantsIT {
    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        bed.docker("network", "ls", "--format", "{{.Name}}", "--filter", "name=" + server.name())
                .lines()
                .forEach(network -> bed.docker("network", "rm", network));
        bed.close();
    }

    @Test
    void areNamedBeforehandAndRepairedAsWasSaid() throws Exception {
        String image = startWithDependants();

        Answer plan = new PackedTool(bed, server.name(), folder).run("plan");

        assertThat(plan.code()).as(plan.all()).isZero();
        assertThat(finding(plan, "NAMESPACE_DEPENDANTS", "evidence"))
                .contains(name("net"), name("pid"), name("ipc"))
                .doesNotContain(name("link"), name("vol"), name("client"), name("alone"));
        assertThat(finding(plan, "NAMESPACE_DEPENDANTS", "remedy"))
                .contains(name("net") + " with --network container:" + server.name())
                .contains(name("pid") + " with --pid container:" + server.name())
                .contains(name("ipc") + " with --ipc container:" + server.name());
        assertThat(finding(plan, "LINK_DEPENDANTS", "remedy")).contains("--link " + server.name() + ":monitor");
        assertThat(finding(plan, "VOLUME_DEPENDANTS", "evidence")).startsWith(name("vol") + " (");
        assertThat(finding(plan, "NETWORK_NEIGHBOURS", "evidence"))
                .startsWith("networks " + name("front") + ": ")
                .containsPattern(name("client") + " \\([^)]*\\) names it in PMM_AGENT_SERVER_ADDRESS")
                .containsPattern(name("link") + " \\([^)]*\\) names it in GRAFANA")
                .contains("beside it: " + name("quiet"))
                .doesNotContain(name("alone"));

        Answer migrated = new PackedTool(bed, server.name(), folder).run("migrate", "--yes");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        for (String dependant : List.of("net", "pid", "link")) {
            assertThatThrownBy(() -> bed.docker("restart", "--time", "0", name(dependant)))
                    .as(dependant)
                    .hasMessageContaining("failed");
        }
        assertThat(answersAt("client", server.name() + ":443")).isFalse();
        assertThat(answersAt("client", server.name() + ":8443")).isTrue();
        assertThat(bed.docker("exec", name("vol"), "cat", "/srv/pmm-distribution"))
                .contains("docker");

        again(image, "net", "--network", "container:" + server.name());
        again(image, "pid", "--pid", "container:" + server.name());
        again(image, "link", "--link", server.name() + ":monitor");

        assertThat(answersAt("net", "127.0.0.1:8443")).isTrue();
        assertThat(bed.docker("exec", name("pid"), "cat", "/proc/1/cmdline")).contains("supervisord");
        assertThat(answersAt("link", "monitor:8443")).isTrue();
    }

    @Test
    void isSaidWhatIsWrongWhenTheServerLeansOnAContainerThatIsGone() throws Exception {
        String image = bed.image("2.44.1").toString();
        make(image, "db");
        bed.docker("run", "--detach", "--name", server.name(), "--link", name("db") + ":db", image);
        bed.docker("rm", "--force", name("db"));

        Answer gone = new PackedTool(bed, server.name(), folder).run("plan");

        assertThat(gone.code()).as(gone.all()).isEqualTo(2);
        assertThat(finding(gone, "LINK_BROKEN", "evidence"))
                .contains(name("db") + ": no such container", "Cannot link to a non running container");
        assertThat(gone.all()).doesNotContain("CERTIFICATE");

        make(image, "db");

        assertThat(finding(new PackedTool(bed, server.name(), folder).run("plan"), "EXEC_REFUSED", "remedy"))
                .contains("restart the engine");
    }

    private String startWithDependants() {
        String image = server.startEmpty("2.44.1", server.storedIn(StorageKind.NAMED_VOLUME, folder))
                .imageReference();
        bed.docker("network", "create", name("front"));
        bed.docker("network", "connect", name("front"), server.name());
        make(image, "net", "--network", "container:" + server.name());
        make(image, "pid", "--pid", "container:" + server.name());
        make(image, "link", "--link", server.name() + ":monitor", "--env", "GRAFANA=https://monitor/graph/");
        make(image, "vol", "--volumes-from", server.name() + ":ro");
        make(
                image,
                "client",
                "--network",
                name("front"),
                "--env",
                "PMM_AGENT_SERVER_ADDRESS=" + server.name() + ":443");
        make(image, "quiet", "--network", name("front"));
        make(image, "alone");
        bed.docker("create", "--name", name("ipc"), "--ipc", "container:" + server.name(), image);
        return image;
    }

    private void again(String image, String dependant, String... options) {
        bed.docker("rm", "--force", name(dependant));
        make(image, dependant, options);
    }

    private void make(String image, String dependant, String... options) {
        List<String> words = new ArrayList<>(List.of("run", "--detach", "--name", name(dependant)));
        words.addAll(List.of(options));
        words.addAll(List.of("--entrypoint", "sleep", image, "1000"));
        bed.docker(words.toArray(String[]::new));
    }

    private boolean answersAt(String dependant, String address) {
        return bed.docker(
                        "exec",
                        name(dependant),
                        "sh",
                        "-c",
                        "curl -sko /dev/null https://" + address + "/ && echo yes || echo no")
                .equals("yes");
    }

    private String name(String dependant) {
        return server.name() + "-" + dependant;
    }

    private static String finding(Answer plan, String code, String part) {
        return plan.json().elements("/findings").stream()
                .filter(finding -> finding.text("/code").filter(code::equals).isPresent())
                .findFirst()
                .map(finding -> finding.text("/" + part).orElse(""))
                .orElseThrow(() -> new AssertionError(plan.all()));
    }
}
