package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.Baseline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Asks a serving server for everything that is worth comparing later. What it refuses is noted and left out. */
public final class BaselineTaker {
    private static final Duration METRICS_REACH = Duration.ofDays(365);
    static final Duration ANALYTICS_REACH = Duration.ofDays(1);

    private final PmmServerConnection server;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    /** Creates a taker that asks this server. */
    public BaselineTaker(PmmServerConnection server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Takes the baseline; version and inventory are required, everything else is left out when it cannot be had.
     *
     * @param databaseIdentifier identifier of the server's PostgreSQL, read through the engine
     */
    public Baseline take(Optional<String> databaseIdentifier) {
        PmmServerApi pmm = server.pmm();
        Instant now = clock.instant();
        ServerVersion version = pmm.version();
        List<Organization> organizations = optional("organisations", List.of(), server.grafana()::organizations);
        return new Baseline(
                now,
                version,
                databaseIdentifier,
                pmm.inventory(),
                optional("settings", new ServerSettings(Map.of()), pmm::settings),
                organizations,
                apiKeys(organizations),
                objects(organizations),
                optional(
                        "metrics",
                        new MetricsSpan(Optional.empty(), Optional.empty()),
                        () -> pmm.metrics(now.minus(METRICS_REACH))),
                optional(
                        "Query Analytics",
                        OptionalLong.empty(),
                        () -> OptionalLong.of(pmm.queryAnalyticsRows(now.minus(ANALYTICS_REACH), now))));
    }

    /** Returns what could not be had, after {@link #take}. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private List<ApiKey> apiKeys(List<Organization> organizations) {
        GrafanaApi grafana = server.grafana();
        return optional(
                "API keys",
                List.of(),
                () -> organizations.stream()
                        .flatMap(organization -> grafana.apiKeys(organization).keys().stream())
                        .toList());
    }

    private Map<Long, GrafanaObjects> objects(List<Organization> organizations) {
        GrafanaApi grafana = server.grafana();
        return optional("dashboards", Map.of(), () -> {
            Map<Long, GrafanaObjects> objects = new LinkedHashMap<>();
            organizations.forEach(organization -> objects.put(organization.id(), grafana.objects(organization)));
            return objects;
        });
    }

    private <T> T optional(String what, T otherwise, Supplier<T> question) {
        try {
            return question.get();
        } catch (ServerException e) {
            findings.add(Finding.warning(
                    "BASELINE_INCOMPLETE",
                    "The server did not tell its " + what + ", so they cannot be compared after the migration.",
                    e.problem().what(),
                    e instanceof AuthenticationFailedException
                            ? "Use credentials of a Grafana administrator."
                            : e.problem().remedy()));
            return otherwise;
        }
    }
}
