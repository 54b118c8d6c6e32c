package io.github.pmmmigration.step;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is worth comparing later, taken from a server while it served.
 *
 * <p>Holds no secrets. Immutable and safe for concurrent use.
 *
 * @param takenAt when it was taken
 * @param version what the server said it was
 * @param databaseIdentifier the system identifier of its PostgreSQL, which proves "same data"; absent when unreadable
 * @param inventory what was monitored
 * @param settings its settings
 * @param organizations its organisations in Grafana
 * @param apiKeys API keys, all organisations
 * @param objects dashboards and such, by the organisation's number
 * @param metrics oldest and newest sample
 * @param queryAnalyticsRows rows that Query Analytics showed for the day before; absent when it could not be asked
 * @since 0.1
 */
public record Baseline(
        Instant takenAt,
        ServerVersion version,
        Optional<String> databaseIdentifier,
        Inventory inventory,
        ServerSettings settings,
        List<Organization> organizations,
        List<ApiKey> apiKeys,
        Map<Long, GrafanaObjects> objects,
        MetricsSpan metrics,
        OptionalLong queryAnalyticsRows) {
    /** Copies the collections. */
    public Baseline {
        Objects.requireNonNull(takenAt, "takenAt");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(databaseIdentifier, "databaseIdentifier");
        Objects.requireNonNull(inventory, "inventory");
        Objects.requireNonNull(settings, "settings");
        organizations = List.copyOf(organizations);
        apiKeys = List.copyOf(apiKeys);
        objects = Map.copyOf(objects);
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(queryAnalyticsRows, "queryAnalyticsRows");
    }

    /** Returns the baseline of a server of which nothing but its version is known. */
    public static Baseline empty(Instant takenAt, ServerVersion version) {
        return new Baseline(
                takenAt,
                version,
                Optional.empty(),
                new Inventory(List.of(), List.of(), List.of()),
                new ServerSettings(Map.of()),
                List.of(),
                List.of(),
                Map.of(),
                new MetricsSpan(Optional.empty(), Optional.empty()),
                OptionalLong.empty());
    }

    /** Returns the baseline as JSON of the schema {@code pmm-migration-baseline/1}. */
    public String toJson() {
        return BaselineJson.write(this);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException when the text is not a baseline
     */
    public static Baseline parse(String json) {
        return BaselineJson.read(Objects.requireNonNull(json, "json"));
    }
}
