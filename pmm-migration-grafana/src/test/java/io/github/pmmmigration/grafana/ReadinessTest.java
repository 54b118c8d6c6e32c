package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Secret;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
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

    /** A large server may need longer than a request is waited for at first, however often it is asked. */
    @Test
    void waitsLongerAfterEachAnswerThatDidNotComeInTime() {
        SlowServer server = new SlowServer(Duration.ofSeconds(25));
        Readiness readiness = asking(server, Duration.ofMinutes(1));

        assertThat(Stream.generate(readiness::isReady).limit(6)).containsExactly(false, false, false, true, true, true);
        assertThat(server.limits).extracting(Duration::toSeconds).containsExactly(5L, 10L, 20L, 40L, 40L, 40L);
    }

    @Test
    void waitsNoLongerThanForAnyOtherCall() {
        SlowServer server = new SlowServer(Duration.ofSeconds(25));
        Readiness readiness = asking(server, Duration.ofSeconds(8));

        assertThat(Stream.generate(readiness::isReady).limit(3)).containsOnly(false);
        assertThat(server.limits).extracting(Duration::toSeconds).containsExactly(5L, 8L, 8L);
    }

    private static Readiness asking(HttpTransport server, Duration callTimeout) {
        Authorization authorization = Authorization.of(Credentials.basic("admin", Secret.of("pw")));
        return new Readiness(new Caller(URI.create("https://pmm"), callTimeout, authorization, server));
    }

    /** Answers whoever waits long enough, in no time. */
    private static final class SlowServer implements HttpTransport {
        private final List<Duration> limits = new ArrayList<>();
        private final Duration needed;

        SlowServer(Duration needed) {
            this.needed = needed;
        }

        @Override
        public TransportReply send(TransportRequest request) throws IOException {
            limits.add(request.limit());
            if (request.limit().compareTo(needed) < 0) {
                throw new SocketTimeoutException("simulated");
            }
            return new TransportReply(200, Optional.empty(), new Buffer());
        }

        @Override
        public void close() {}
    }
}
