package io.github.pmmmigration.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.MigrationId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationNamesTest {
    /** Engines keep a volume in a folder of its name, of which 255 bytes are allowed. */
    @Test
    void namesVolumesSoThatTheyFitAFolderAndDoNotMeet() {
        MigrationNames names = names("x".repeat(300));

        assertThat(Stream.of(names.backup(), names.copy(), names.records()))
                .doesNotHaveDuplicates()
                .allSatisfy(volume -> assertThat(volume.value())
                        .hasSizeLessThan(256)
                        .startsWith("xxx")
                        .contains(names.migration().toString()));
        assertThat(names("pmm-server").backup().value()).startsWith("pmm-server-backup-");
    }

    private static MigrationNames names(String server) {
        return new MigrationNames(new ContainerName(server), MigrationId.of(new ContainerId("a".repeat(64))), 2);
    }
}
