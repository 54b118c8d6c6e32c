package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.PackedTool.Answer;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several hops on a real engine, made by the packed tool: upgrades, the whole way to PMM 3, and the way back. */
class HopsIT {
    @TempDir
    Path folder;

    private TestBed bed;
    private TestServer server;
    private PackedTool tool;

    @BeforeEach
    void connect() {
        bed = TestBed.require();
        server = TestServer.of(bed);
        tool = new PackedTool(bed, server.name(), folder);
    }

    @AfterEach
    void clean() {
        if (bed != null) {
            bed.removeContainers(server.name());
            bed.close();
        }
    }

    @Test
    void bringsAnOldPmm2ToTheLastOneByWayOfTheStageAndUndoesTheLastHop() throws Exception {
        start("2.30.0");
        String inventory = server.checksums();

        Answer upgraded = tool.run("upgrade-server", "--yes");

        assertThat(upgraded.code()).as(upgraded.all()).isZero();
        assertThat(hops(upgraded)).containsExactly("2.32.0", "2.44.1");
        assertServes("2.44.1", inventory);
        assertThat(tool.run("upgrade-server", "--yes").json().text("/outcome")).contains("ALREADY_MIGRATED");

        Answer back = tool.run("rollback", "--upgrade", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertServes("2.32.0", inventory);
    }

    @Test
    void migratesAnOlderPmm2HopByHopAndGoesBackToTheLastPmm2() throws Exception {
        start("2.41.2");
        String inventory = server.checksums();

        Answer plan = tool.run("plan");
        Answer migrated = tool.run("migrate", "--yes");

        assertThat(plan.json().text("/path/0/to")).contains("2.44.1");
        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(hops(migrated)).containsExactly("2.44.1", "3.7.0");
        assertServes("3.7.0", inventory);
        assertThat(server.run("find", "/srv", "-xdev", "!", "-uid", "1000", "-print", "-quit"))
                .isEmpty();

        Answer back = tool.run("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertServes("2.44.1", inventory);
        assertThat(tool.run("rollback", "--yes").code()).isZero();
        assertServes("2.44.1", inventory);
    }

    @Test
    void upgradesPmm3AndGoesBackOverAllHopsToPmm2() throws Exception {
        start("2.44.1");
        String inventory = server.checksums();
        tool.run("migrate", "--yes", "--target", image("3.7.0"));

        Answer upgraded = tool.run("upgrade-server", "--yes", "--target", image("3.12.0"));

        assertThat(upgraded.code()).as(upgraded.all()).isZero();
        assertServes("3.12.0", inventory);

        Answer back = tool.run("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        assertServes("2.44.1", inventory);
    }

    @Test
    void keepsTheVersionOfAServerThatHasUpdatedItself() throws Exception {
        start("2.41.2");
        String inventory = server.checksums();

        Answer updated = tool.run("upgrade-server", "--yes", "--way", "api", "--accept", "UPGRADE_WITHOUT_BACKUP");

        assertThat(updated.code()).as(updated.all()).isZero();
        assertThat(updated.json().text("/target/version")).contains("2.44.1");
        assertThat(server.container().imageReference()).endsWith(":2.41.2");

        Answer migrated = tool.run("migrate", "--yes");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.out()).contains("UPDATED_IN_PLACE");

        Answer back = tool.run("rollback", "--yes");

        assertThat(back.code()).as(back.all()).isZero();
        server.awaitReady();
        assertThat(server.run("curl", "-sk", "-u", "admin:admin", "https://127.0.0.1/v1/version"))
                .contains("\"version\":\"2.44.1\"");
        assertThat(server.checksums()).isEqualTo(inventory);
    }

    @Test
    void refusesAnOldServerWhenHopsAreForbidden() throws Exception {
        start("2.41.2");

        Answer refused = tool.run("migrate", "--yes", "--no-hop");

        assertThat(refused.code()).as(refused.all()).isEqualTo(2);
        assertThat(refused.out()).contains("VERSION_TOO_OLD");
    }

    private void start(String version) {
        server.start(version, server.storedIn(StorageKind.NAMED_VOLUME, folder));
    }

    private String image(String version) {
        return bed.image(version).toString();
    }

    private void assertServes(String version, String inventory) {
        ContainerSnapshot container = server.container();
        assertThat(container.imageReference()).endsWith(":" + version);
        assertThat(container.restartPolicy()).isEqualTo(RestartPolicy.ALWAYS);
        server.awaitReady();
        assertThat(server.checksums()).isEqualTo(inventory).isNotEmpty();
    }

    private static List<String> hops(Answer answer) {
        int count = answer.json().elements("/hops").size();
        return IntStream.range(0, count)
                .mapToObj(index -> answer.json().text("/hops/" + index + "/to").orElse(""))
                .toList();
    }
}
