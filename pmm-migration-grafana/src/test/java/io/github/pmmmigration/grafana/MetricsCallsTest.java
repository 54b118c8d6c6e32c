package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.UnexpectedReplyException;
import io.github.pmmmigration.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class MetricsCallsTest {
    private static final String QUERY = "GET /prometheus/api/v1/query";
    private static final ManualClock CLOCK = ManualClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private static final MockResponse NOTHING = Fixtures.reply("2.44.1", "no-metrics");

    @Test
    void asksTheSeriesOfTheServerItselfForTheOldestSample() {
        try (FixtureServer server =
                FixtureServer.of("2.44.1").answering(QUERY, sample("1764547200.25"), sample("1767225590"))) {
            MetricsSpan span = connect(server).pmm().metrics(CLOCK.instant().minus(Duration.ofDays(40)));

            assertThat(span)
                    .isEqualTo(new MetricsSpan(
                            Optional.of(Instant.parse("2025-12-01T00:00:00.250Z")),
                            Optional.of(Instant.parse("2025-12-31T23:59:50Z"))));
            assertThat(queries(server))
                    .containsExactly(
                            "min(tfirst_over_time(up{job=\"victoriametrics\"}[3456001s]))",
                            "max(tlast_over_time(up[600s]))");
        }
    }

    @Test
    void asksOtherSeriesAndLongerAgoWhereThereIsNothing() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(QUERY, NOTHING)) {
            MetricsSpan span = connect(server).pmm().metrics(CLOCK.instant().minus(Duration.ofDays(1)));

            assertThat(span).isEqualTo(new MetricsSpan(Optional.empty(), Optional.empty()));
            assertThat(queries(server))
                    .containsExactly(
                            "min(tfirst_over_time(up{job=\"victoriametrics\"}[86401s]))",
                            "min(tfirst_over_time(up[86401s]))",
                            "max(tlast_over_time(up[600s]))",
                            "max(tlast_over_time(up{job=\"victoriametrics\"}[86401s]))",
                            "max(tlast_over_time(up[86401s]))");
        }
    }

    @Test
    void doesNotLookFurtherBackThanAskedFor() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(QUERY, sample("1767225599"))) {
            connect(server).pmm().metrics(CLOCK.instant().minusSeconds(9));

            assertThat(queries(server)).allSatisfy(query -> assertThat(query).contains("[10s]"));
        }
    }

    @Test
    void hasNothingToShowFromTheFuture() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            MetricsSpan span = connect(server).pmm().metrics(CLOCK.instant().plusSeconds(60));

            assertThat(span).isEqualTo(new MetricsSpan(Optional.empty(), Optional.empty()));
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void refusesAValueThatIsNoMoment() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(QUERY, sample("NaN"))) {
            PmmServerConnection connection = connect(server);

            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(() -> connection.pmm().metrics(CLOCK.instant().minusSeconds(9)));
        }
    }

    private static MockResponse sample(String value) {
        Map<String, Object> result = Map.of("metric", Map.of(), "value", List.of(1_767_225_600, value));
        return Replies.json(Map.of("status", "success", "data", Map.of("result", List.of(result))));
    }

    private static List<String> queries(FixtureServer server) {
        return server.requests().stream()
                .map(request -> request.getUrl().queryParameter("query"))
                .toList();
    }

    private static PmmServerConnection connect(FixtureServer server) {
        ServerEndpoint endpoint = ServerEndpoint.of(server.address());
        HttpTransport transport = new OkHttpTransport(new OkHttpClient(), () -> {});
        return HttpConnection.open(transport, endpoint, Credentials.factoryDefault(), CLOCK);
    }
}
