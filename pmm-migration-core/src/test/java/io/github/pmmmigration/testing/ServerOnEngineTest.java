package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerOnEngineTest {
    private final InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final List<String> heard = new ArrayList<>();

    @Test
    void tellsOfServersThatRunAlready() {
        simulation.onServerChanged(this::hear);

        assertThat(heard).containsExactly("pmm-server 2.44.1 ready {443/tcp=443}");
    }

    @Test
    void tellsTheStoryOfAMigration() {
        simulation.onServerChanged(this::hear);

        new ScriptedMigration(simulation.engine()).run();

        assertThat(heard)
                .containsExactly(
                        "pmm-server 2.44.1 ready {443/tcp=443}",
                        "pmm-server 2.44.1 running {443/tcp=443}",
                        "pmm-server 2.44.1 stopped {}",
                        "pmm-server-retired 2.44.1 stopped {}",
                        "pmm-server 3.8.1 stopped {}",
                        "pmm-server 3.8.1 ready {8443/tcp=443}");
    }

    @Test
    void letsListenersCallTheEngine() {
        simulation.onServerChanged(server -> heard.add(simulation
                .engine()
                .inspect(server.id().toRef())
                .orElseThrow()
                .name()
                .value()));

        assertThat(heard).containsExactly("pmm-server");
    }

    @Test
    void letsAFakeServerFollow() {
        FakePmmServer fake = FakePmmServer.pmm2("2.44.1");
        simulation.answeredBy(fake);
        ScriptedMigration migration = new ScriptedMigration(simulation.engine());

        migration.steps().subList(0, 4).forEach(Runnable::run);
        assertThat(isReady(fake)).isFalse();
        migration.steps().subList(4, 10).forEach(Runnable::run);

        assertThat(isReady(fake)).isTrue();
        assertThat(fake.version()).hasToString("3.8.1");
    }

    @Test
    void leavesTheFakeServerSilentWhenTheReplacementNeverGetsReady() {
        FakePmmServer fake = FakePmmServer.pmm2("2.44.1");
        simulation
                .publish(SimulatedImage.pmm3("3.8.1").behaving(SimulatedImage.Behaviour.NEVER_READY))
                .answeredBy(fake);

        new ScriptedMigration(simulation.engine()).run();

        assertThat(isReady(fake)).isFalse();
    }

    private static boolean isReady(FakePmmServer fake) {
        try (PmmServerConnection connection = fake.connector()
                .connect(ServerEndpoint.of(URI.create("https://localhost")), Credentials.factoryDefault())) {
            return connection.pmm().isReady();
        }
    }

    private void hear(ServerOnEngine server) {
        String running = server.running() ? "running" : "stopped";
        heard.add(server.name() + " " + server.version() + " " + (server.ready() ? "ready" : running) + " "
                + server.hostPorts());
    }
}
