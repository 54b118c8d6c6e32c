package io.github.pmmmigration.functional;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnStepsTest {
    private final InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
    private final FakePmmServer server =
            FakePmmServer.pmm2("2.44.1").withClock(world.clock()).withApiKeys(1);
    private final List<String> told = new ArrayList<>();
    private final MigrationPlanBuilder builder = MigrationPlan.forContainer("pmm-server")
            .containerEngine(world.engine())
            .serverConnector(server.connector())
            .clock(world.clock())
            .waiter(world.clock());

    OwnStepsTest() {
        world.answeredBy(server);
    }

    @Test
    void runAtEveryBorderInOrder() {
        builder.before(Phase.PREPARE_REPLACEMENT, step("before-prepare"))
                .before(Phase.STOP_SERVER, step("before-stop"))
                .before(Phase.PREPARE_DATA, step("before-data"))
                .before(Phase.REPLACE_CONTAINER, step("before-replace"))
                .before(Phase.AWAIT_READINESS, step("before-readiness"))
                .before(Phase.MIGRATE_API_KEYS, step("before-keys"))
                .before(Phase.VERIFY, step("before-verify"))
                .before(Phase.FINISH, step("before-finish"))
                .after(Phase.UPGRADE_SERVER, step("after-upgrade"))
                .after(Phase.DETECT_STORAGE, step("after-detect"))
                .after(Phase.PREPARE_REPLACEMENT, step("after-prepare"))
                .after(Phase.STOP_SERVER, step("after-stop"))
                .after(Phase.PREPARE_DATA, step("after-data"))
                .after(Phase.REPLACE_CONTAINER, step("after-replace"))
                .after(Phase.AWAIT_READINESS, step("after-readiness"))
                .after(Phase.MIGRATE_API_KEYS, step("after-keys"))
                .after(Phase.VERIFY, step("after-verify"))
                .after(Phase.FINISH, step("after-finish"))
                .execute();

        assertThat(told)
                .containsExactly(
                        "after-upgrade",
                        "after-detect",
                        "before-prepare",
                        "after-prepare",
                        "before-stop",
                        "after-stop",
                        "before-data",
                        "after-data",
                        "before-replace",
                        "after-replace",
                        "before-readiness",
                        "after-readiness",
                        "before-keys",
                        "after-keys",
                        "before-verify",
                        "after-verify",
                        "before-finish",
                        "after-finish");
    }

    @Test
    void areTakenBackInReverseOrderWhenOneFails() {
        MigrationOutcome outcome = builder.before(Phase.STOP_SERVER, step("first"))
                .after(Phase.STOP_SERVER, step("second"))
                .before(Phase.PREPARE_DATA, failing("third"))
                .attempt();

        assertThat(outcome).isInstanceOf(MigrationOutcome.RolledBack.class);
        assertThat(outcome.report().problem().orElseThrow().what()).contains("'third'", "IOException");
        assertThat(told).containsExactly("first", "second", "third", "undo third", "undo second", "undo first");
    }

    @Test
    void areNotRunByAMigrationThatIsOver() {
        builder.execute();

        builder.after(Phase.FINISH, step("late")).execute();

        assertThat(told).isEmpty();
    }

    private <S> MigrationStep<S> step(String id) {
        return new Telling<>(id);
    }

    private <S> MigrationStep<S> failing(String id) {
        return new Telling<>(id) {
            @Override
            public void apply(S state, StepContext context) throws Exception {
                super.apply(state, context);
                throw new IOException("no route");
            }
        };
    }

    private class Telling<S> implements MigrationStep<S> {
        private final String id;

        Telling(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void apply(S state, StepContext context) throws Exception {
            told.add(id);
        }

        @Override
        public void revert(S state, StepContext context) {
            told.add("undo " + id);
        }
    }
}
