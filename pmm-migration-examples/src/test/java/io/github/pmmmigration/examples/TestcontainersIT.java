package io.github.pmmmigration.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Bind;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import io.github.pmmmigration.examples.bed.TestBed;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The recipe for tests of a tool of one's own: Testcontainers starts PMM 2, the library migrates it.
 *
 * <p>Testcontainers finds its engine by {@code DOCKER_HOST}, so the variables of the bed's file must be in the environment.
 */
class TestcontainersIT {
    private final String name = "pmm-it-" + UUID.randomUUID();
    private final TestBed bed = TestBed.require();

    @BeforeEach
    void useTheEngineOfTheBed() {
        if (!bed.dockerHost().equals(System.getenv("DOCKER_HOST"))) {
            TestBed.skip("DOCKER_HOST is not the engine of the test bed, which Testcontainers should use");
        }
    }

    @AfterEach
    void clean() {
        bed.removeContainers(name);
        bed.close();
    }

    @Test
    void migratesAServerThatTestcontainersStarted() {
        // [testcontainers]
        DockerImageName image = DockerImageName.parse("percona/pmm-server:2.44.1");
        try (GenericContainer<?> pmm = new GenericContainer<>(image)
                .withCreateContainerCmdModifier(
                        create -> create.withName(name).getHostConfig().withBinds(Bind.parse(name + "-srv:/srv")))
                .withExposedPorts(443)
                .waitingFor(Wait.forHttps("/v1/readyz").allowInsecure().withStartupTimeout(Duration.ofMinutes(5)))) {
            pmm.start();
            URI engine = DockerClientFactory.instance().getTransportConfig().getDockerHost();

            MigrationReport report = MigrationPlan.forContainer(name)
                    .containerEngine(DockerEngine.connect(
                            DockerSettings.fromEnvironment().withHost(engine.toString())))
                    .accept("RANDOM_HOST_PORT")
                    .execute();

            assertThat(report.outcome()).isEqualTo(Outcome.MIGRATED);
        }
        // [testcontainers]
        assertThat(bed.docker("ps", "--format", "{{.Image}}", "--filter", "name=^" + name + "$"))
                .contains("pmm-server:3.");
    }
}
