package io.github.pmmmigration.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long {@code check} takes on a healthy server, and on one with 200,000 files more below {@code /srv}. */
class CheckBenchmark {
    private static final int RUNS = 7;
    private static final int WARM_UP = 3;
    private static final String MANY_FILES =
            "mkdir -p /srv/backup/many && cd /srv/backup/many && for d in $(seq 200); do"
                    + " mkdir $d; (cd $d && seq 1000 | xargs touch); done";

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        bed.docker("volume", "rm", server.name() + "-srv");
        bed.close();
    }

    @Test
    void measuresCheckWithFewFilesAndMany() {
        server.start("2.44.1", server.storedIn(StorageKind.NAMED_VOLUME, folder));
        measure(WARM_UP);
        Duration few = measure(RUNS);
        server.run("sh", "-c", MANY_FILES);
        Duration many = measure(RUNS);

        System.out.printf(
                Locale.ROOT,
                "check: %d ms on a healthy server (aim: 3000), %d ms with 200,000 files (%.1f times, aim: 2.0); median of %d%n",
                few.toMillis(),
                many.toMillis(),
                (double) many.toNanos() / few.toNanos(),
                RUNS);
    }

    private Duration measure(int runs) {
        long[] times = LongStream.range(0, runs).map(run -> once()).sorted().toArray();
        return Duration.ofNanos(times[runs / 2]);
    }

    private long once() {
        long begin = System.nanoTime();
        MigrationPreview preview = MigrationPlan.forContainer(server.name())
                .containerEngine(bed.engine())
                .preview();
        long end = System.nanoTime();
        assertThat(preview.executable()).as(preview.toText()).isTrue();
        return end - begin;
    }
}
