package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NegotiationOfVersionsTest {
    private static final String TOO_NEW =
            "{\"message\":\"client version 1.51 is too new. Maximum supported API version is 1.41\"}";
    private static final String CALL = "GET /containers/pmm-server/json";

    @ParameterizedTest
    @CsvSource({
        "1.41, 1.12, 1.41",
        "1.45, 1.24, 1.45",
        "1.55, 1.40, 1.55",
        "1.60, 1.44, 1.55",
        "1.70, 1.58, 1.58",
        "1.9, 1.1, 1.9",
    })
    void speaksTheNewestVersionThatBothKnow(String newest, String oldest, String spoken) {
        try (FakeEngine fake = new FakeEngine(newest, oldest).on(CALL, 200, Operations.running());
                DockerEngine engine = fake.connect()) {
            engine.inspect(ContainerRef.of("pmm-server"));

            assertThat(fake.targets()).containsExactly("/version", "/v" + spoken + "/containers/pmm-server/json");
        }
    }

    @Test
    void asksAgainWhenTheEngineWasReplacedByAnOlderOne() {
        try (FakeEngine fake = FakeEngine.docker28()
                        .on(CALL, FakeEngine.json(400, TOO_NEW), FakeEngine.json(200, Operations.running()));
                DockerEngine engine = fake.connect()) {
            fake.on(FakeEngine.VERSION, 200, "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}");

            assertThat(engine.inspect(ContainerRef.of("pmm-server"))).isPresent();
            assertThat(fake.targets())
                    .endsWith("/v1.51/containers/pmm-server/json", "/version", "/v1.41/containers/pmm-server/json");
        }
    }

    @Test
    void asksAgainOnlyOnce() {
        try (FakeEngine fake = FakeEngine.docker28().on(CALL, 400, TOO_NEW);
                DockerEngine engine = fake.connect()) {
            assertThatThrownBy(() -> engine.inspect(ContainerRef.of("pmm-server")))
                    .isInstanceOf(EngineRejectedException.class)
                    .hasMessageContaining("too new");
            assertThat(fake.calls()).filteredOn(CALL::equals).hasSize(2);
        }
    }

    @Test
    void understandsAPlainTextComplaint() {
        try (FakeEngine fake = FakeEngine.docker20()
                        .on(
                                CALL,
                                FakeEngine.text(
                                        400, "client version 1.41 is too old. Minimum supported API version is 1.44"),
                                FakeEngine.json(200, Operations.running()));
                DockerEngine engine = fake.connect()) {
            fake.on(FakeEngine.VERSION, 200, "{\"ApiVersion\":\"1.54\",\"MinAPIVersion\":\"1.44\"}");

            assertThat(engine.inspect(ContainerRef.of("pmm-server"))).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"ApiVersion\":\"new\"}", "{\"ApiVersion\":\"1.41\"", "null"})
    void noticesThatSomethingElseAnswers(String body) {
        try (FakeEngine fake = FakeEngine.docker20().on(FakeEngine.VERSION, 200, body)) {
            assertThatThrownBy(fake::connect)
                    .isInstanceOfSatisfying(
                            EngineUnavailableException.class,
                            e -> assertThat(e.code()).isEqualTo("ENGINE_REPLY_UNREADABLE"));
        }
    }

    @Test
    void saysThatTheEngineWantsTls() {
        try (FakeEngine fake = FakeEngine.docker20()
                .on(FakeEngine.VERSION, FakeEngine.text(400, "Client sent an HTTP request to an HTTPS server.\n"))) {
            assertThatThrownBy(fake::connect)
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo("ENGINE_WANTS_TLS"));
        }
    }
}
