package io.github.pmmmigration.docker;

import static io.github.pmmmigration.docker.Operations.CONTAINER;
import static io.github.pmmmigration.docker.Operations.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ExecResult;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;

final class ExecTest {
    private static final String CREATE = "POST /containers/" + ID + "/exec";
    private static final String START = "POST /exec/e1/start";
    private static final String LOOK = "GET /exec/e1/json";
    private static final MockResponse RUNNING = FakeEngine.json(200, "{\"Running\":true,\"ExitCode\":null,\"Pid\":42}");
    private static final MockResponse ENDED = FakeEngine.json(200, "{\"Running\":false,\"ExitCode\":3,\"Pid\":42}");

    @Test
    void asksUntilTheExitCodeIsKnown() {
        try (FakeEngine fake = Operations.healthy().on(LOOK, RUNNING, RUNNING, ENDED);
                DockerEngine engine = fake.connect()) {
            ExecResult result = engine.exec(CONTAINER, Command.of("true"), Operations.LONG);

            assertThat(result).isEqualTo(new ExecResult(3, "hello\n", "oops\n"));
        }
    }

    @Test
    void sendsArgumentsAndUserAsTheyAre() {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            engine.exec(CONTAINER, Command.of("sh", "-c", "echo \"$1\"", "x y").as("1000:0"), Operations.LONG);

            ConfigDocument body = ConfigDocument.parse(fake.lastBody(CREATE));
            assertThat(body.texts("/Cmd")).containsExactly("sh", "-c", "echo \"$1\"", "x y");
            assertThat(body.text("/User")).contains("1000:0");
            assertThat(body.flag("/Tty")).contains(false);
        }
    }

    @Test
    void joinsOutputThatArrivesInPieces() {
        MockResponse slow = FakeEngine.stream("out:Gr", "err:a", "out:üße ✓", "err:b", "out:")
                .newBuilder()
                .throttleBody(5, 1, TimeUnit.MILLISECONDS)
                .build();
        try (FakeEngine fake = Operations.healthy().on(START, slow);
                DockerEngine engine = fake.connect()) {
            ExecResult result = engine.exec(CONTAINER, Command.of("true"), Operations.LONG);

            assertThat(result).isEqualTo(new ExecResult(0, "Grüße ✓", "ab"));
        }
    }

    @Test
    void givesUpOnACommandThatIsSilent() {
        MockResponse silent = FakeEngine.stream("out:hello")
                .newBuilder()
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build();
        try (FakeEngine fake = Operations.healthy().on(START, silent).on(LOOK, RUNNING);
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(
                            () -> engine.exec(CONTAINER, Command.of("chown", "-R", "s3cret"), Duration.ofMillis(200)))
                    .isInstanceOfSatisfying(
                            EngineTimeoutException.class,
                            e -> assertThat(e.code()).isEqualTo("EXEC_TIMEOUT"))
                    .hasMessageContaining("chown")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void givesUpOnACommandThatGoesOnAfterItsOutputEnded() {
        try (FakeEngine fake = Operations.healthy().on(LOOK, RUNNING);
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.exec(CONTAINER, Command.of("true"), Duration.ofMillis(200)))
                    .isInstanceOf(EngineTimeoutException.class);
        }
    }

    @Test
    void doesNotTakeCutOffOutputForComplete() {
        Buffer half = new Buffer().writeInt(0x01000000).writeInt(100).writeUtf8("only this");
        try (FakeEngine fake = Operations.healthy()
                        .on(START, new MockResponse.Builder().body(half).build());
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.exec(CONTAINER, Command.of("true"), Operations.LONG))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void doesNotKnowTheOutcomeOfACommandThatTheEngineForgot() {
        try (FakeEngine fake = Operations.healthy().on(LOOK, 404, "{\"message\":\"No such exec instance: e1\"}");
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.exec(CONTAINER, Command.of("true"), Operations.LONG))
                    .isInstanceOf(EngineUnavailableException.class);
        }
    }

    @Test
    void leavesTheCodes126And127ToProgramsThatRan() {
        try (FakeEngine fake = Operations.healthy()
                        .on(START, FakeEngine.stream("err:sh: 1: nonsense: not found\n"))
                        .on(LOOK, 200, "{\"Running\":false,\"ExitCode\":127,\"Pid\":42}");
                DockerEngine engine = fake.connect()) {
            ExecResult result = engine.exec(CONTAINER, Command.of("sh", "-c", "nonsense"), Operations.LONG);

            assertThat(result.exitCode()).isEqualTo(127);
        }
    }
}
