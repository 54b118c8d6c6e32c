package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnpublishedServerTest {
    private final InMemoryContainerEngine engine = InMemoryContainerEngine.empty();
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1")
            .withClock(engine.clock())
            .withApiKeys(2)
            .withServices(3);
    private final Ways ways = new Ways(server.connector());

    @Test
    void migratesAServerThatPublishesNothingByAskingInsideItsContainers() {
        MigrationReport report =
                plan(SimulatedServer.pmm2("pmm-server").publishingNothing()).execute();

        assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        assertThat(report.verification()).isPresent();
        assertThat(ways.outside).isEmpty();
        assertThat(ways.inside)
                .containsExactly(
                        report.source().containerId() + " http://127.0.0.1:80",
                        report.target().containerId() + " http://127.0.0.1:8080");
    }

    @Test
    void asksAPublishedServerFromOutside() {
        plan(SimulatedServer.pmm2("pmm-server").publishing(443, "443/tcp")).execute();

        assertThat(ways.inside).isEmpty();
        assertThat(ways.outside).containsExactly("https://127.0.0.1:443");
    }

    @Test
    void usesAGrafanaAddressThatExistsOnlyInside() {
        plan(SimulatedServer.pmm2("pmm-server").publishingNothing())
                .grafanaUrl(URI.create("http://localhost:3000"))
                .execute();

        assertThat(ways.grafana).containsExactly("http://localhost:3000");
    }

    private MigrationPlanBuilder plan(SimulatedServer container) {
        engine.add(container).answeredBy(server);
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine.engine())
                .serverConnector(ways)
                .clock(engine.clock())
                .waiter(engine.clock());
    }

    /** Remembers which way connections took. */
    private static final class Ways implements PmmServerConnector {
        private final PmmServerConnector real;
        private final Set<String> outside = new LinkedHashSet<>();
        private final Set<String> inside = new LinkedHashSet<>();
        private final List<String> grafana = new ArrayList<>();

        private Ways(PmmServerConnector real) {
            this.real = real;
        }

        @Override
        public PmmServerConnection connect(ServerEndpoint endpoint, Credentials credentials) {
            outside.add(endpoint.pmm().toString());
            return real.connect(endpoint, credentials);
        }

        @Override
        public Optional<PmmServerConnector> inside(ContainerEngine unused, ContainerId container) {
            return Optional.of((endpoint, credentials) -> {
                inside.add(container + " " + endpoint.pmm());
                if (!grafana.contains(endpoint.grafana().toString())) {
                    grafana.add(endpoint.grafana().toString());
                }
                return real.connect(endpoint, credentials);
            });
        }
    }
}
