package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.ForbiddenHistory;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody starts the retired server while PMM 3 starts for the first time on the same data. */
class RivalServerTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty()
            .add(SimulatedServer.pmm2("pmm-server").publishingNothing());
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(engine.clock());

    private MigrationReport migrate(DataStrategy strategy) {
        engine.answeredBy(server);
        server.notReadyAfterStartFor(100);
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine.engine())
                .serverConnector(server.connector())
                .data(strategy)
                .accept("IRREVERSIBLE")
                .clock(engine.clock())
                .waiter(this::waitAndInterfere)
                .attempt()
                .report();
    }

    private void waitAndInterfere(Duration time) {
        engine.clock().advance(time);
        boolean pmm3Starts = running().stream()
                .anyMatch(container -> container.imageReference().contains("pmm-server:3"));
        containers().stream()
                .filter(container -> container.name().value().contains("-retired-"))
                .filter(container -> pmm3Starts && !container.state().isActive())
                .forEach(this::startByHand);
    }

    /** The simulated engine says that this must never happen; it happens all the same. */
    private void startByHand(ContainerSnapshot retired) {
        try {
            engine.engine().start(retired.id());
        } catch (ForbiddenHistory e) {
            assertThat(e).hasMessageContaining("PMM 2");
        }
    }

    private List<ContainerSnapshot> running() {
        return containers().stream()
                .filter(container -> container.state().isActive())
                .toList();
    }

    private List<ContainerSnapshot> containers() {
        return engine.engine().list(ContainerFilter.all());
    }

    @Test
    void goesBackToTheBackupAtOnce() {
        MigrationReport report = migrate(DataStrategy.inPlace());

        assertThat(report.outcome()).as(report.toText()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("RETIRED_SERVER_STARTED");
        assertThat(running()).singleElement().satisfies(pmm2 -> {
            assertThat(pmm2.imageReference()).contains("2.44.1");
            assertThat(engine.dataOf(pmm2.id()).touchedByPmm3()).isFalse();
        });
        assertThat(report.downtime().orElseThrow()).isLessThan(SOON);
    }

    @Test
    void leavesTheDecisionToPeopleWithoutABackup() {
        MigrationReport report = migrate(DataStrategy.inPlace().withoutBackup());

        assertThat(report.outcome()).as(report.toText()).isEqualTo(Outcome.STOPPED);
        assertThat(report.problem().orElseThrow().code()).isEqualTo("RETIRED_SERVER_RUNS");
        assertThat(report.problem().orElseThrow().remedy()).contains("docker stop pmm-server-retired-");
    }
}
