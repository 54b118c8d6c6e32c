package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.NameConflictException;
import org.junit.jupiter.api.Test;

class InMemoryContainerEngineTest {
    private static final ContainerName SERVER = new ContainerName("pmm-server");

    private final InMemoryContainerEngine simulation = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final ContainerEngine engine = simulation.engine();

    @Test
    void showsTheSeededServerRunningOnItsVolume() {
        ContainerSnapshot server = engine.inspect(SERVER.toRef()).orElseThrow();

        assertThat(server.state().isRunning()).isTrue();
        assertThat(server.mountAt("/srv").orElseThrow().source()).isEqualTo("/var/lib/docker/volumes/pmm-data/_data");
        assertThat(simulation.dataOf(SERVER).writtenBy()).isEqualTo("2.44.1");
    }

    @Test
    void crashesBeforeTheCallTakesEffect() {
        ContainerEngine crashing = simulation.crashingBeforeCall(1);

        assertThatThrownBy(() -> crashing.rename(serverId(), new ContainerName("other")))
                .isInstanceOf(SimulatedCrash.class);

        assertThat(engine.inspect(SERVER.toRef())).isPresent();
    }

    @Test
    void performsTheCallWhoseReplyIsLost() {
        ContainerEngine lossy = simulation.losingReplyOfCall(1);

        assertThatThrownBy(() -> lossy.rename(serverId(), new ContainerName("other")))
                .isInstanceOf(EngineUnavailableException.class);

        assertThat(engine.inspect(new ContainerName("other").toRef())).isPresent();
    }

    @Test
    void refusesATakenName() {
        ContainerSpec spec =
                new ContainerSpec(SERVER, ConfigDocument.empty().with("/Image", "percona/pmm-server:2.44.1"));

        assertThatThrownBy(() -> engine.create(spec)).isInstanceOf(NameConflictException.class);
    }

    private ContainerId serverId() {
        return simulation.engine().inspect(SERVER.toRef()).orElseThrow().id();
    }
}
