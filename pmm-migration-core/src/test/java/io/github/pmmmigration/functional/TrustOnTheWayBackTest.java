package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.testing.ExecResponder;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedImage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustOnTheWayBackTest {
    private static final ExecResult CERTIFICATE =
            new ExecResult(0, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "");

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.withPmm2Server("pmm-server")
            .publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.EXITS_AT_START))
            .onExec(ExecResponder.to(List.of("cat", "/srv/nginx/certificate.crt"), CERTIFICATE));
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(engine.clock());

    /** A container that ended shows no certificate, so whoever looked then believes nobody. */
    @Test
    void looksForTheCertificateOfTheServerThatComesBack() {
        engine.answeredBy(server);

        MigrationOutcome outcome = MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine.engine())
                .serverConnector(onlyBelievingWhatLiesInTheContainer())
                .targetImage("percona/pmm-server:3.8.1")
                .noHop()
                .clock(engine.clock())
                .waiter(engine.clock())
                .attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(Duration.between(
                        outcome.report().startedAt(), outcome.report().finishedAt()))
                .isLessThan(Duration.ofMinutes(5));
    }

    private PmmServerConnector onlyBelievingWhatLiesInTheContainer() {
        PmmServerConnector nobody =
                FakePmmServer.pmm2("2.44.1").unavailableFor(Integer.MAX_VALUE).connector();
        return (endpoint, credentials) -> endpoint.trust() instanceof TlsTrust.Pinned
                ? server.connector().connect(endpoint, credentials)
                : nobody.connect(endpoint, credentials);
    }
}
