package io.github.pmmmigration.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.ServerSummary;
import io.github.pmmmigration.step.MigrationCancelledException;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private static final Problem PROBLEM = new Problem("CODE", "what", "state", "remedy");
    private static final MigrationException CAUSE = new MigrationException(PROBLEM);

    private final InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");

    private ExitCode code(MigrationOutcome outcome) {
        return new Verdict(world.engine()).of(outcome);
    }

    private String id() {
        return world.engine()
                .inspect(ContainerRef.of("pmm-server"))
                .orElseThrow()
                .id()
                .value();
    }

    private static MigrationReport report(String containerId, boolean somethingDone) {
        MigrationReport empty = Documents.report("pmm-server", PROBLEM);
        List<ActionTime> actions = somethingDone
                ? List.of(new ActionTime("id", Phase.FINISH, "did it", Instant.EPOCH, Duration.ZERO, true))
                : List.of();
        return new MigrationReport(
                empty.outcome(),
                empty.migrationId(),
                empty.startedAt(),
                empty.finishedAt(),
                new ServerSummary("pmm-server", containerId, "", "", ""),
                empty.target(),
                "",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                actions,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(PROBLEM),
                "",
                List.of());
    }

    @Test
    void isDoneWhenPmm3Serves() {
        assertThat(code(new MigrationOutcome.Migrated(report(id(), true)))).isEqualTo(ExitCode.DONE);
        assertThat(code(new MigrationOutcome.AlreadyMigrated(report(id(), false))))
                .isEqualTo(ExitCode.DONE);
    }

    @Test
    void isRefusedWhenNothingWasDone() {
        assertThat(code(new MigrationOutcome.Stopped(report(id(), false), CAUSE)))
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void isFailedWhenPmm2WasNeverTouched() {
        assertThat(code(new MigrationOutcome.Stopped(report(id(), true), CAUSE)))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void isFailedWhenPmm2ServesAgain() {
        assertThat(code(new MigrationOutcome.RolledBack(report(id(), true), CAUSE)))
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void needsAHandWhenPmm2DoesNotRun() {
        world.engine().stop(new ContainerId(id()), Duration.ofMinutes(5));

        assertThat(code(new MigrationOutcome.Stopped(report(id(), true), CAUSE)))
                .isEqualTo(ExitCode.NEEDS_A_HAND);
    }

    @Test
    void isRefusedWhenTheImageCouldNotBeHad() {
        MigrationException noImage = new ImageNotAvailableException(PROBLEM);

        assertThat(code(new MigrationOutcome.RolledBack(report(id(), true), noImage)))
                .isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void isCancelledWhenSomebodyAskedToStop() {
        MigrationException cancelled = new MigrationCancelledException(PROBLEM);

        assertThat(code(new MigrationOutcome.Cancelled(report(id(), true)))).isEqualTo(ExitCode.CANCELLED);
        assertThat(code(new MigrationOutcome.Stopped(report(id(), true), cancelled)))
                .isEqualTo(ExitCode.CANCELLED);
    }
}
