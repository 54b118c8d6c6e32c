package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody who changes a part of a role need not write the rest of it anew. */
class OwnRolesTest {
    private final InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final FakePmmServer server =
            FakePmmServer.pmm2("2.44.1").withClock(world.clock()).withApiKeys(2);
    private final MigrationPlanBuilder builder = plan();

    OwnRolesTest() {
        world.answeredBy(server);
    }

    @Test
    void wrapsTheDecisionsAboutContainers() {
        List<String> decisions = new ArrayList<>();
        builder.containerMigrator(standard -> (goal, observed) -> {
            decisions.add(goal.direction().name());
            return standard.next(goal, observed);
        });

        MigrationReport report = builder.execute();

        assertThat(report.outcome()).isEqualTo(MigrationReport.Outcome.MIGRATED);
        assertThat(decisions).hasSizeGreaterThan(report.actions().size()).containsOnly("FORWARD");
    }

    @Test
    void wrapsTheConversionOfKeys() {
        List<String> told = new ArrayList<>();
        builder.apiKeyMigrator(standard -> (serving, context) -> {
            told.add(serving.source().version().toString());
            return standard.migrate(serving, context);
        });

        MigrationReport report = builder.execute();

        assertThat(told).hasSize(1);
        assertThat(report.apiKeys().orElseThrow().count(Fate.CONVERTED)).isEqualTo(2);
    }

    @Test
    void wrapsTheChecks() {
        builder.verifier(standard -> (keyed, context) -> without(standard.verify(keyed, context), "dashboards"));

        MigrationReport report = builder.execute();

        assertThat(report.verification().orElseThrow().checks())
                .extracting(Check::name)
                .contains("services")
                .doesNotContain("dashboards");
    }

    @Test
    void reportsARoleThatBreaks() {
        builder.apiKeyMigrator((serving, context) -> {
            throw new IllegalStateException("boom");
        });

        MigrationOutcome outcome = builder.attempt();

        assertThat(outcome.report().problem().orElseThrow().what())
                .isEqualTo("The own role 'apiKeyMigrator' failed: IllegalStateException.");
        assertThat(world.violations()).isEmpty();
        assertThat(plan().execute().outcome()).isEqualTo(MigrationReport.Outcome.MIGRATED);
    }

    @Test
    void goesBackWhenTheGateBreaks() {
        builder.cutOverGate(() -> {
            throw new IllegalStateException("boom");
        });

        MigrationOutcome outcome = builder.attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome.report().problem().orElseThrow().what()).contains("'cutOverGate'");
    }

    @Test
    void doesNotBelieveAMigratorThatHasDoneNothing() {
        builder.containerMigrator((goal, observed) -> new Convergence.Reached());

        MigrationOutcome outcome = builder.attempt();

        assertThat(outcome.report().problem().orElseThrow().code()).isEqualTo("GOAL_NOT_REACHED");
        assertThat(plan().execute().outcome()).isEqualTo(MigrationReport.Outcome.MIGRATED);
    }

    private MigrationPlanBuilder plan() {
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector(server.connector())
                .clock(world.clock())
                .waiter(world.clock());
    }

    private static VerificationResult without(VerificationResult result, String name) {
        return new VerificationResult(result.checks().stream()
                .filter(check -> !check.name().equals(name))
                .toList());
    }
}
