package io.github.pmmmigration.examples.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.examples.bed.TestServer;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.testing.StorageKind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody looks while another process migrates, and while it goes back: previews and statuses of every moment can be had, or are
 * refused with a reason, and hinder nothing. The server is one that vanishes when it stops, of which least is left to look at.
 */
class WatchedIT {
    private static final int FEWEST_PREVIEWS = 5;

    @TempDir
    Path folder;

    private final TestBed bed = TestBed.require();
    private final TestServer server = TestServer.of(bed);
    private final Set<State> states = EnumSet.noneOf(State.class);
    private int previews;

    @AfterEach
    void clean() {
        bed.removeContainers(server.name());
        bed.close();
    }

    @Test
    void canBeLookedAtAtAnyMoment() {
        server.start(
                "2.44.1",
                document -> server.storedIn(StorageKind.ANONYMOUS_VOLUME, folder)
                        .apply(document)
                        .without("/HostConfig/RestartPolicy")
                        .with("/HostConfig/AutoRemove", true));

        assertThat(watched(MigrationPlan::attempt)).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(watched(MigrationPlan::attemptRollBack)).isInstanceOf(MigrationOutcome.Restored.class);

        assertThat(previews).isGreaterThan(FEWEST_PREVIEWS);
        assertThat(states).contains(State.INTERRUPTED);
    }

    private MigrationOutcome watched(Function<MigrationPlan, MigrationOutcome> work) {
        CompletableFuture<MigrationOutcome> outcome = CompletableFuture.supplyAsync(() -> work.apply(plan()));
        while (!outcome.isDone()) {
            look();
        }
        return outcome.join();
    }

    /** Anything but a refusal with a reason fails the test. */
    private void look() {
        MigrationPlan plan = plan();
        try {
            states.add(plan.status().state());
            plan.preview();
            previews++;
        } catch (MigrationException e) {
            assertThat(e.problem().remedy()).as(e.toString()).isNotBlank();
        }
    }

    private MigrationPlan plan() {
        return MigrationPlan.forContainer(server.name())
                .containerEngine(bed.engine())
                .build();
    }
}
