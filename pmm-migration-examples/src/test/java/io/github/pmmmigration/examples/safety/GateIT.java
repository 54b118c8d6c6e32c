package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerState;
import io.github.pmmmigration.examples.bed.PackedTool;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that is told to wait prepares everything and leaves the server alone until it may go on. */
class GateIT {
    @TempDir
    Path folder;

    @Test
    void stopsTheServerOnlyWhenTheGoFileIsThere() throws Exception {
        try (TestBed bed = TestBed.require();
                Server server = Server.start(bed, folder, StorageKind.NAMED_VOLUME)) {
            ContainerState before = server.here().state();
            Path go = folder.resolve("go");
            ToolProcess tool = server.tool("migrate", "--wait-at", "CUT_OVER", "--go-file", go.toString());
            assertThat(tool.awaitBegun(begun -> begun.stream().anyMatch(line -> line.contains("wait for consent"))))
                    .isTrue();
            assertThat(tool.runsFor(Duration.ofSeconds(3))).isTrue();
            assertThat(server.here().state()).isEqualTo(before);

            Files.createFile(go);
            PackedTool.Answer answer = tool.await();

            assertThat(answer.code()).as(answer.all()).isZero();
            server.requireMigrated("after the go file");
        }
    }
}
