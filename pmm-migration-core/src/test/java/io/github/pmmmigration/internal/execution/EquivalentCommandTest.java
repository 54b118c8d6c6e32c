package io.github.pmmmigration.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.HelperTask;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.InMemoryContainerEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void readsTheTimeOfTheStopWhenItIsKnown() {
        ConfigDocument configuration = ConfigDocument.empty()
                .with("/Image", "pmm")
                .with("/Cmd", List.of("a script", "2026-01-01T00:00:00Z"))
                .with("/Labels", Map.of(Labels.STOP, "2026-01-01T00:00:00Z"));
        EngineAction action = new EngineAction.RunHelper(HelperTask.PREPARE, new ContainerSpec(HELPER, configuration));

        String command = commands(false).of(action).orElseThrow();

        assertThat(command)
                .startsWith("pmm_migration_stop=$(docker container inspect")
                .contains("'a script' ''\"$pmm_migration_stop\"''", "stop='\"$pmm_migration_stop\"''")
                .endsWith("docker start pmm-helper")
                .doesNotContain("2026");
    }

    @Test
    void startsAHelperThatIsThereAlready() {
        EngineAction action =
                new EngineAction.RunHelper(HelperTask.PRECOPY, new ContainerSpec(HELPER, ConfigDocument.empty()));

        assertThat(commands(true).of(action)).contains("docker start pmm-helper");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T11:00:00.123456789Z",
                "2026-11-23T11:00:00.12345678Z",
                "2026-11-23T11:00:00.1234567Z",
                "2026-11-23T11:00:00.12345Z",
                "2026-11-23T11:00:00.1234Z",
                "2026-11-23T11:00:00.123Z",
                "2026-11-23T11:00:00.1Z",
                "2026-11-23T11:00:00Z"
            })
    void writesTheTimeOfTheStopAsOurLabelsDo(String engines) throws IOException, InterruptedException {
        String pipe = commands(false)
                .of(new EngineAction.RunHelper(
                        HelperTask.PREPARE,
                        new ContainerSpec(HELPER, ConfigDocument.empty().with("/Labels", Map.of(Labels.STOP, "then")))))
                .orElseThrow()
                .replaceFirst("(?s)^.*? \\| (sed .*?)\\)\n.*$", "$1");
        Process sed = new ProcessBuilder("sh", "-c", "echo " + engines + " | " + pipe).start();

        String ours = new String(sed.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(sed.waitFor()).isZero();
        assertThat(ours).isEqualTo(Instant.parse(engines).toString());
    }

    private static EquivalentCommand commands(boolean exists) {
        ContainerSnapshot source = InMemoryContainerEngine.withPmm2Server("pmm-server")
                .engine()
                .inspect(new ContainerName("pmm-server").toRef())
                .orElseThrow();
        return new EquivalentCommand(source, Duration.ofMinutes(1), name -> exists);
    }

    private static List<PlannedAction> actions() {
        InMemoryContainerEngine world = InMemoryContainerEngine.withPmm2Server("pmm-server");
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withClock(world.clock());
        world.answeredBy(server);
        return MigrationPlan.forContainer("pmm-server")
                .containerEngine(world.engine())
                .serverConnector(server.connector())
                .clock(world.clock())
                .waiter(world.clock()::advance)
                .data(DataStrategy.inPlace())
                .preview()
                .data()
                .actions();
    }
}
