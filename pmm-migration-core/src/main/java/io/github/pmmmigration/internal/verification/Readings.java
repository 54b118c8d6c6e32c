package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a server says now. The inventory and the organisations, which several checks need, are asked for once. */
final class Readings {
    private final PmmServerConnection server;
    private Optional<Answer<Inventory>> inventory = Optional.empty();
    private Optional<Answer<List<Organization>>> organizations = Optional.empty();
    private Optional<Answer<Map<Long, GrafanaObjects>>> objects = Optional.empty();
    private Optional<Answer<MetricsSpan>> metrics = Optional.empty();

    Readings(PmmServerConnection server) {
        this.server = server;
    }

    Answer<ServerVersion> version() {
        return Answer.to(server.pmm()::version);
    }

    Answer<Inventory> inventory() {
        inventory = inventory.or(() -> Optional.of(Answer.to(server.pmm()::inventory)));
        return inventory.orElseThrow();
    }

    Answer<List<ClientVersion>> clients() {
        return Answer.to(server.pmm()::clients);
    }

    Answer<ServerSettings> settings() {
        return Answer.to(server.pmm()::settings);
    }

    /** Looks back a little further than the oldest sample is expected to be. */
    Answer<MetricsSpan> metrics(Instant oldestExpected) {
        metrics = metrics.or(() ->
                Optional.of(Answer.to(() -> server.pmm().metrics(oldestExpected.minus(Duration.ofHours(1))))));
        return metrics.orElseThrow();
    }

    Answer<Long> queryAnalyticsRows(Instant from, Instant to) {
        return Answer.to(() -> server.pmm().queryAnalyticsRows(from, to));
    }

    Answer<List<Organization>> organizations() {
        organizations = organizations.or(() -> Optional.of(Answer.to(server.grafana()::organizations)));
        return organizations.orElseThrow();
    }

    Answer<Map<Long, GrafanaObjects>> objects() {
        objects = objects.or(() -> Optional.of(Answer.to(this::askForObjects)));
        return objects.orElseThrow();
    }

    private Map<Long, GrafanaObjects> askForObjects() {
        Map<Long, GrafanaObjects> all = new LinkedHashMap<>();
        organizations()
                .value()
                .orElseGet(() -> server.grafana().organizations())
                .forEach(organization ->
                        all.put(organization.id(), server.grafana().objects(organization)));
        return all;
    }
}
