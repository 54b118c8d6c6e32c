package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the metrics database holds, in MetricsQL.
 *
 * <p>How far back the samples go is asked of the one series that every PMM server writes about its own database: reading
 * all series over months would be too much for a large server. Only where that series is missing are the others asked.
 */
final class MetricsCalls {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsCalls.class);
    private static final String OWN = "up{job=\"victoriametrics\"}";
    private static final String ALL = "up";
    private static final Duration RECENT = Duration.ofMinutes(10);
    private static final String CLIENTS = "pmm_managed_inventory_agents{agent_type=\"pmm-agent\"}";

    private final Caller caller;
    private final Clock clock;

    MetricsCalls(Caller caller, Clock clock) {
        this.caller = caller;
        this.clock = clock;
    }

    MetricsSpan span(Instant since) {
        Duration window = Duration.between(since, clock.instant()).plusSeconds(1);
        if (window.isNegative()) {
            return new MetricsSpan(Optional.empty(), Optional.empty());
        }
        Duration recent = window.compareTo(RECENT) < 0 ? window : RECENT;
        Optional<Instant> oldest = oldest(OWN, window).or(() -> oldest(ALL, window));
        Optional<Instant> newest =
                newest(ALL, recent).or(() -> newest(OWN, window)).or(() -> newest(ALL, window));
        return new MetricsSpan(oldest, newest);
    }

    /** Returns the versions of the clients by agent, as far as the server writes them down. */
    Map<String, String> clientVersions() {
        try {
            return query(CLIENTS, MetricsCalls::versions);
        } catch (UnexpectedReplyException | AuthenticationFailedException e) {
            LOG.debug("The versions of the clients stay unknown: {}", e.getMessage());
            return Map.of();
        }
    }

    private Optional<Instant> oldest(String series, Duration window) {
        return moment("min(tfirst_over_time(" + series + "[" + window.toSeconds() + "s]))");
    }

    private Optional<Instant> newest(String series, Duration window) {
        return moment("max(tlast_over_time(" + series + "[" + window.toSeconds() + "s]))");
    }

    private Optional<Instant> moment(String query) {
        return query(query, results -> results.stream().findFirst().map(MetricsCalls::moment));
    }

    private <T> T query(String query, Function<List<JsonFields>, T> meaning) {
        String path = "/prometheus/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return caller.read(ApiCall.get("query the metrics", path), reply -> meaning.apply(results(reply)));
    }

    private static List<JsonFields> results(JsonFields reply) {
        if (!reply.has("data")) {
            throw new ShapeException("there is no data");
        }
        return reply.object("data").objects("result");
    }

    private static Instant moment(JsonFields result) {
        List<String> value = result.texts("value");
        try {
            return Instant.ofEpochMilli(
                    new BigDecimal(value.get(1)).movePointRight(3).longValue());
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ShapeException("there is no value");
        }
    }

    private static Map<String, String> versions(List<JsonFields> results) {
        return results.stream()
                .map(result -> result.object("metric"))
                .collect(Collectors.toMap(
                        metric -> Ids.bare(metric.text("agent_id")),
                        metric -> metric.text("version"),
                        (first, second) -> second));
    }
}
