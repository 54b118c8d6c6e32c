package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadinessTest {
    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void seesThatAServerIsReady(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            assertThat(server.connect().pmm().isReady()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.44.1", "3.8.1"})
    void seesThatAServerIsNotReadyYet(String version) {
        try (FixtureServer server = FixtureServer.of(version).answering("GET /v1/readyz", "not-ready")) {
            assertThat(server.connect().pmm().isReady()).isFalse();
            assertThat(server.calls()).containsExactly("GET /v1/readyz");
        }
    }

    @Test
    void asksOnThePathOfPmm3WhereTheOlderOneIsGone() {
        try (FixtureServer server = FixtureServer.of("3.12").answering("GET /v1/readyz", "not-found")) {
            assertThat(server.connect().pmm().isReady()).isTrue();
            assertThat(server.calls()).containsExactly("GET /v1/readyz", "GET /v1/server/readyz");
        }
    }

    @Test
    void isNotReadyWithAPageForPeople() {
        try (FixtureServer server = FixtureServer.of("3.12").answering("GET /v1/readyz", Replies.html(200))) {
            assertThat(server.connect().pmm().isReady()).isFalse();
        }
    }

    @Test
    void isReadyWithAnEmptyBody() {
        try (FixtureServer server = FixtureServer.of("3.12").answering("GET /v1/readyz", Replies.text(200, ""))) {
            assertThat(server.connect().pmm().isReady()).isTrue();
        }
    }

    @Test
    void isNotReadyWhenNothingComesBackInTime() {
        MockResponse silence = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        try (FixtureServer server = FixtureServer.of("3.12").answering("GET /v1/readyz", silence)) {
            assertThat(server.connectWithin(Duration.ofMillis(200)).pmm().isReady())
                    .isFalse();
        }
    }
}
