package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.FailurePolicy;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationCheck;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationTest {
    private static final Instant START = InMemoryContainerEngine.empty().clock().instant();
    private static final GrafanaObjects OBJECTS = new GrafanaObjects(
            List.of("Mine/First", "Mine/Second"),
            List.of("Mine"),
            List.of("Metrics"),
            List.of("Disk full"),
            List.of("ann"));

    private final InMemoryContainerEngine engine = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final FakePmmServer server = FakePmmServer.pmm2("2.44.1")
            .withClock(engine.clock())
            .withObjects(1, OBJECTS)
            .withServices(3);

    @Test
    void provesEverythingOfAGoodMigration() {
        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(checks(outcome)).extracting(Check::verdict).containsOnly(Verdict.PASSED);
        assertThat(checks(outcome))
                .extracting(Check::name)
                .containsExactly(
                        "version",
                        "same-data",
                        "nodes",
                        "services",
                        "agents",
                        "agents-at-work",
                        "clients",
                        "settings",
                        "features",
                        "old-samples",
                        "new-samples",
                        "query-analytics",
                        "organisations",
                        "users",
                        "alert-rules",
                        "dashboards",
                        "folders",
                        "data-sources",
                        "api-keys",
                        "configuration");
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                loss("services", it -> it.losingOnUpgrade("service-2")),
                loss("settings", it -> it.changingOnUpgrade("data_retention", "86400s")),
                loss("new-samples", FakePmmServer::withoutSamplesAfterStart),
                loss("old-samples", it -> it.onUpgrade(after -> after.withOldestSample(START))),
                loss("query-analytics", it -> it.onUpgrade(after -> after.withQueryAnalyticsRows(0))),
                loss("users", it -> it.onUpgrade(after -> after.withObjects(1, withoutUsers()))),
                loss("dashboards", it -> it.onUpgrade(after -> after.withObjects(1, withoutDashboards()))));
    }

    private static Arguments loss(String check, Consumer<FakePmmServer> damage) {
        return Arguments.of(check, damage);
    }

    private static GrafanaObjects withoutUsers() {
        return new GrafanaObjects(
                OBJECTS.dashboards(), OBJECTS.folders(), OBJECTS.dataSources(), OBJECTS.alertRules(), List.of());
    }

    private static GrafanaObjects withoutDashboards() {
        return new GrafanaObjects(
                List.of("Insight/Home"),
                OBJECTS.folders(),
                OBJECTS.dataSources(),
                OBJECTS.alertRules(),
                OBJECTS.users());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("losses")
    void goesBackWhenSomethingIsLost(String check, Consumer<FakePmmServer> damage) {
        damage.accept(server);

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(check(outcome, check).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(check(outcome, check).remedy()).isNotEmpty();
        assertThat(server.version().major()).isEqualTo(2);
    }

    @Test
    void leavesALossToTheOperatorWhenToldSo() {
        server.losingOnUpgrade("service-2");

        MigrationOutcome outcome =
                plan().onFailure(FailurePolicy.ROLL_BACK_UNTIL_READY).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(server.version().major()).isEqualTo(3);
    }

    @Test
    void neitherPassesNorGoesBackWhenTheServerWillNotSay() {
        server.onUpgrade(after -> after.denying("inventory"));

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(((MigrationOutcome.Stopped) outcome).cause().code()).isEqualTo("NOT_PROVEN");
        assertThat(check(outcome, "services").verdict()).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(check(outcome, "services").evidence()).contains("could not be asked");
        assertThat(server.version().major()).isEqualTo(3);
    }

    @Test
    void doesNotHoldAgainstPmm3WhatNobodyKnewBefore() {
        server.denying("settings").denying("objects");

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(check(outcome, "dashboards").verdict()).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(check(outcome, "settings").verdict()).isEqualTo(Verdict.NOT_PROVEN);
    }

    @Test
    void doesNotAskForNewSamplesWhereNothingRecordedBefore() {
        server.denying("metrics");

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(check(outcome, "new-samples").verdict()).isEqualTo(Verdict.NOT_PROVEN);
        assertThat(check(outcome, "new-samples").required()).isFalse();
    }

    @Test
    void waitsForAgentsThatNeedAMoment() {
        server.onUpgrade(after -> after.laggingAgentStatusFor(2));

        MigrationOutcome outcome = plan().attempt();

        assertThat(check(outcome, "agents-at-work").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void waitsOnlyAMomentForWhatNothingDependsOn() {
        server.onUpgrade(after -> after.laggingAgentStatusFor(1_000));

        MigrationOutcome outcome = plan().attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Migrated.class);
        assertThat(check(outcome, "agents-at-work").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(outcome.report().phases())
                .filteredOn(phase -> phase.phase() == Phase.VERIFY)
                .singleElement()
                .satisfies(phase -> assertThat(phase.duration()).isLessThan(Duration.ofSeconds(8)));
    }

    @Test
    void makesOwnChecksUntilTheyPass() {
        AtomicInteger rounds = new AtomicInteger();
        VerificationCheck own = own((before, context) -> rounds.incrementAndGet() < 3
                ? VerificationCheck.Outcome.failed("no mail yet", "Wait.")
                : VerificationCheck.Outcome.passed("mail came"));

        MigrationOutcome outcome = plan().check(own).attempt();

        assertThat(rounds).hasValue(3);
        assertThat(check(outcome, "alert-mail").evidence()).isEqualTo("mail came");
    }

    @Test
    void countsAnOwnCheckThatThrowsAsNotProven() {
        VerificationCheck own = own((before, context) -> {
            throw new java.io.IOException("no route to mail host");
        });

        MigrationOutcome outcome = plan().check(own).attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.Stopped.class);
        assertThat(check(outcome, "alert-mail").verdict()).isEqualTo(Verdict.NOT_PROVEN);
    }

    @FunctionalInterface
    private interface Question {
        VerificationCheck.Outcome ask(Baseline before, StepContext context) throws Exception;
    }

    private static VerificationCheck own(Question question) {
        return new VerificationCheck() {
            @Override
            public String name() {
                return "alert-mail";
            }

            @Override
            public boolean required() {
                return true;
            }

            @Override
            public Outcome check(Baseline before, StepContext context) throws Exception {
                return question.ask(before, context);
            }
        };
    }

    /** PMM 2 says of no client whether it is behind. */
    @Test
    void comparesVersionsOfClientsWhereTheServerDoesNot() {
        server.withService("old", "mysql").withClientVersion("old", "2.30.0");

        MigrationPlan plan = plan().build();
        MigrationReport report = plan.verify(plan.baseline());

        assertThat(report.verification().orElseThrow().checks())
                .filteredOn(check -> check.name().equals("clients"))
                .extracting(Check::evidence)
                .containsExactly("1 of 5 to be upgraded next: old-node (2.30.0)");
    }

    @Test
    void saysThatACodeWasAcceptedWhichDoesNotExist() {
        assertThat(plan().accept("COMPOSE_MANGED", "IRREVERSIBLE").preview().findings())
                .filteredOn(finding -> finding.severity() == Severity.WARNING)
                .extracting(Finding::code, Finding::evidence)
                .contains(tuple("ACCEPT_UNKNOWN", "accepted: COMPOSE_MANGED"));
    }

    private MigrationPlanBuilder plan() {
        engine.answeredBy(server);
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(engine.engine())
                .serverConnector(server.connector())
                .clock(engine.clock())
                .waiter(engine.clock());
    }

    private static List<Check> checks(MigrationOutcome outcome) {
        return outcome.report().verification().map(VerificationResult::checks).orElseThrow();
    }

    private static Check check(MigrationOutcome outcome, String name) {
        return checks(outcome).stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
