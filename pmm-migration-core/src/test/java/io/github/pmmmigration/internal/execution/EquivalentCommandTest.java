package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EquivalentCommandTest {
    private static final ContainerName HELPER = new ContainerName("pmm-helper");
    private static final Set<String> NO_ENGINE_ACTIONS =
            Set.of("take-baseline", "await-approval", "migrate-api-keys", "verify");

    @Test
    void hasCommandsForAllThatIsDoneOnTheEngine() {
        List<PlannedAction> actions = actions();

        assertThat(actions).extracting(PlannedAction::id).contains("acquire-lock", "create-replacement", "run-prepare");
        assertThat(actions)
                .allSatisfy(action -> assertThat(action.equivalentCommand().isEmpty())
                        .as(action.id())
                        .isEqualTo(NO_ENGINE_ACTIONS.contains(action.id())));
    }

    @Test
    void hasCommandsThatAShellCanRead() throws IOException, InterruptedException {
        for (PlannedAction action : actions()) {
            String script = action.equivalentCommand().orElse(":");

            assertThat(new ProcessBuilder("sh", "-n", "-c", script).start().waitFor())
                    .as(script)
                    .isZero();
        }
    }

    @Test
    void startsAHelperForTheComingStopWhileTheServerServes() {
        List<PlannedAction> actions = actions();
        List<String> ids = actions.stream().map(PlannedAction::id).toList();

        assertThat(ids).containsSubsequence("await-approval", "run-prepare", "stop-server", "await-prepare");
        assertThat(actions.get(ids.indexOf("await-prepare")).equivalentCommand().orElseThrow())
                .startsWith("while docker kill --signal USR1 pmm-server-prepare-");
    }

    @Test
    void startsAHelperThatIsThereAlready() {
        EngineAction action =
                new EngineAction.RunHelper(HelperTask.PRECOPY, new ContainerSpec(HELPER, ConfigDocument.empty()));

        assertThat(commands(true).of(action)).contains("docker start pmm-helper");
    }

    private static EquivalentCommand commands(boolean exists) {
        ContainerSnapshot source = InMemoryContainerEngine.withPmm2Server("pmm-server")
                .engine()
                .inspect(new ContainerName("pmm-server").toRef())
                .orElseThrow();
        return new EquivalentCommand(source, Duration.ofMinutes(1), name -> exists, ReplacementKind.MIGRATE);
    }

    private static List<PlannedAction> actions() {
        InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(world.clock());
        world.answeredBy(server);
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector(server.connector())
                .clock(world.clock())
                .waiter(world.clock())
                .data(DataStrategy.inPlace())
                .preview()
                .data()
                .actions();
    }
}
