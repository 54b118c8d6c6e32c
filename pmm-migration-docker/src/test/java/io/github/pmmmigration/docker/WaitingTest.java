package io.github.pmmmigration.docker;

import static io.github.pmmmigration.docker.Operations.CONTAINER;
import static io.github.pmmmigration.docker.Operations.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerNotFoundException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private static final String LOOK = "GET /containers/" + ID + "/json";
    private static final String WAIT = "POST /containers/" + ID + "/wait?condition=not-running";
    private static final String WAIT_NEXT = "POST /containers/" + ID + "/wait?condition=next-exit";
    private static final String STARTED = "2026-01-01T00:00:00Z";
    private static final MockResponse SILENT = FakeEngine.json(200, "{\"StatusCode\":9}")
            .newBuilder()
            .onResponseBody(SocketEffect.Stall.INSTANCE)
            .build();

    @Test
    void returnsWhatTheEngineTells() {
        try (FakeEngine fake = Operations.healthy();
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Operations.LONG)).hasValue(7);
        }
    }

    @Test
    void doesNotWaitForAContainerThatEnded() {
        try (FakeEngine fake = Operations.healthy()
                        .on(
                                LOOK,
                                200,
                                Operations.container("exited", STARTED).replace("\"ExitCode\":0", "\"ExitCode\":5"));
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Operations.LONG)).hasValue(5);
            assertThat(fake.changes()).isEmpty();
        }
    }

    @Test
    void returnsNothingWhenTheTimeIsOver() {
        try (FakeEngine fake = Operations.healthy().on(WAIT, SILENT);
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Duration.ofMillis(100))).isEmpty();
        }
    }

    @Test
    void waitsForTheFirstEndOfAContainerThatNeverRan() {
        try (FakeEngine fake = Operations.healthy()
                        .on(LOOK, 200, Operations.container("created", "0001-01-01T00:00:00Z"))
                        .on(WAIT_NEXT, 200, "{\"StatusCode\":4}");
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Operations.LONG)).hasValue(4);
        }
    }

    @Test
    void seesAContainerThatCameAndWentBeforeTheEngineListened() {
        try (FakeEngine fake = Operations.healthy()
                        .on(
                                LOOK,
                                FakeEngine.json(200, Operations.container("created", "0001-01-01T00:00:00Z")),
                                FakeEngine.json(200, Operations.container("exited", STARTED)))
                        .on(WAIT_NEXT, SILENT);
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Operations.LONG)).hasValue(0);
        }
    }

    @Test
    void takesTheEnginesWordForAContainerThatRemovedItself() {
        MockResponse gone = FakeEngine.json(404, "{\"message\":\"No such container: c0ffee\"}");
        try (FakeEngine fake = Operations.healthy().on(LOOK, FakeEngine.json(200, Operations.running()), gone);
                DockerEngine engine = fake.connect()) {
            assertThat(engine.waitForExit(CONTAINER, Operations.LONG)).hasValue(7);
        }
    }

    @Test
    void doesNotWaitForAContainerThatIsGone() {
        MockResponse gone = FakeEngine.json(404, "{\"message\":\"No such container: c0ffee\"}");
        try (FakeEngine fake = Operations.healthy()
                        .on(LOOK, FakeEngine.json(200, Operations.running()), gone)
                        .on(WAIT, SILENT);
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.waitForExit(CONTAINER, Operations.LONG))
                    .isInstanceOf(ContainerNotFoundException.class);
        }
    }
}
