package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ConfigurationOverrides;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EnvironmentRule;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.ConflictingMigrationException;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import io.github.pmmmigration.testing.SimulatedCrash;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A half-done migration is gone on with by the same plan alone. */
class DifferentPlanTest {
    private static final String PLANTED = "s3cr3t-planted";
    private static final ConfigurationOverrides BEGUN =
            ConfigurationOverrides.none().withEnvironment("TOKEN", PLANTED).withMemory("4g");

    private final InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(world.clock());

    DifferentPlanTest() {
        world.answeredBy(server);
    }

    static Stream<ConfigurationOverrides> others() {
        return Stream.of(
                ConfigurationOverrides.none(),
                BEGUN.withEnvironment("TOKEN", "another"),
                BEGUN.withoutEnvironment("TOKEN"),
                BEGUN.withEnvironment("MORE", ""),
                BEGUN.withMemory("5g"),
                BEGUN.withNetwork("front"),
                BEGUN.withNetwork("name=front,ip=172.30.0.5"),
                BEGUN.withPublishedPort("9443:8443"),
                BEGUN.withLabel("team", "blue"),
                BEGUN.withoutLabel("team"),
                BEGUN.withComposeLabelsKept(),
                BEGUN.withRestartPolicy(RestartPolicy.NO),
                BEGUN.withEnvironmentRule(name -> Optional.of(EnvironmentRule.drop("not wanted"))),
                BEGUN.withEdit(configuration -> configuration));
    }

    @ParameterizedTest
    @MethodSource("others")
    void refusesAnotherPlanOnceTheReplacementWasStarted(ConfigurationOverrides other) {
        dieOnceTheReplacementRuns();
        List<String> before = engineState();

        assertThatThrownBy(() -> builder(other).build().execute())
                .hasCauseInstanceOf(ConflictingMigrationException.class)
                .hasMessageContaining("changed nothing");

        assertThat(engineState()).isEqualTo(before);
    }

    @Test
    void goesOnWithTheSamePlan() {
        dieOnceTheReplacementRuns();

        MigrationOutcome outcome = builder(BEGUN).build().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
    }

    @Test
    void makesTheReplacementAnewWhenItWasNotStarted() {
        dieBeforeTheStop();

        MigrationOutcome outcome = builder(BEGUN.withMemory("5g")).build().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(replacement().document().number("/HostConfig/Memory")).hasValue(5L << 30);
    }

    @Test
    void putsNoSecretIntoALabel() {
        builder(BEGUN).build().execute();

        assertThat(replacement().labels().toString()).doesNotContain(PLANTED);
    }

    private void dieOnceTheReplacementRuns() {
        MigrationPlanBuilder dying = builder(BEGUN).verifier((keyed, context) -> {
            throw new SimulatedCrash("while verifying");
        });
        assertThatThrownBy(() -> dying.build().execute()).isInstanceOf(SimulatedCrash.class);
    }

    private void dieBeforeTheStop() {
        MigrationPlanBuilder dying = builder(BEGUN).cutOverGate(() -> {
            throw new SimulatedCrash("before the stop");
        });
        assertThatThrownBy(() -> dying.build().execute()).isInstanceOf(SimulatedCrash.class);
    }

    private ContainerSnapshot replacement() {
        return world.engine().inspect(new ContainerName("pmm-server").toRef()).orElseThrow();
    }

    private List<String> engineState() {
        return world.engine().list(ContainerFilter.all()).stream()
                .map(container -> container + " " + container.labels().size())
                .sorted()
                .toList();
    }

    private MigrationPlanBuilder builder(ConfigurationOverrides overrides) {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector(server.connector())
                .clock(world.clock())
                .waiter(world.clock())
                .overrides(overrides);
    }
}
