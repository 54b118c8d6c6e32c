package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedExecTest {
    private final InMemoryContainerEngine world = InMemoryContainerEngine.empty();
    private final FakePmmServer fake = FakePmmServer.pmm2("2.44.1").withClock(world.clock());

    @Test
    void isToldAsSuchAndNotAsACertificateThatCouldNotBeRead() {
        world.add(SimulatedServer.pmm2("pmm-server").publishing(443, "443/tcp")).answeredBy(fake);
        world.onExec(request -> {
            throw new EngineRejectedException(new Problem("ENGINE_REJECTED", "Cannot link", "", ""));
        });

        List<Finding> findings = MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector((endpoint, credentials) -> {
                    throw new AssertionError("nothing is known by which to trust " + endpoint);
                })
                .clock(world.clock())
                .waiter(world.clock())
                .preview()
                .findings();

        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.BLOCKER)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("EXEC_REFUSED");
                    assertThat(finding.evidence()).isEqualTo("Cannot link");
                });
    }
}
