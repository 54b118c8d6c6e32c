package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.examples.cli.Bench.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and checks, with the packed tool against stand-in servers on a real engine. */
class KeysAndProofIT {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void migratesAServerThatPublishesNothing() throws Exception {
        bench.startHidden("2.44.1");
        bench.seed("--orgs", "2", "--keys", "3");

        Answer migrated = bench.tool("migrate", "--yes", "--json", "--no-journal");

        assertThat(migrated.code()).as(migrated.all()).isZero();
        assertThat(migrated.json().text("/outcome")).contains("MIGRATED");
        assertThat(migrated.json().flag("/verification/succeeded")).contains(true);
        assertThat(migrated.json().number("/apiKeys/total").orElse(0)).isEqualTo(6);
        assertThat(bench.container().document().keys("/HostConfig/PortBindings"))
                .isEmpty();
    }
}
