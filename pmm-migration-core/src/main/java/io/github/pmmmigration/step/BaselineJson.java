package io.github.pmmmigration.step;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.internal.json.Json;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Writes and reads baselines; lists of objects are written as rows to keep them small. */
final class BaselineJson {
    private static final String SCHEMA = "pmm-migration-baseline/1";

    private BaselineJson() {}

    static String write(Baseline baseline) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("takenAt", baseline.takenAt().toString());
        json.put("version", baseline.version().version().toString());
        json.put("fullVersion", baseline.version().fullVersion());
        json.put("distribution", baseline.version().distribution());
        baseline.databaseIdentifier().ifPresent(id -> json.put("databaseIdentifier", id));
        putInventory(json, baseline.inventory());
        json.put("settings", new LinkedHashMap<>(baseline.settings().values()));
        json.put("organizations", rows(baseline.organizations(), org -> List.of("" + org.id(), org.name())));
        json.put("apiKeys", rows(baseline.apiKeys(), BaselineJson::row));
        Map<String, Object> objects = new LinkedHashMap<>();
        baseline.objects().forEach((organization, those) -> objects.put("" + organization, objects(those)));
        json.put("objects", objects);
        baseline.metrics().oldest().ifPresent(time -> json.put("oldestSample", time.toString()));
        baseline.metrics().newest().ifPresent(time -> json.put("newestSample", time.toString()));
        baseline.queryAnalyticsRows().ifPresent(rows -> json.put("queryAnalyticsRows", "" + rows));
        return Json.write(json);
    }

    private static void putInventory(Map<String, Object> json, Inventory inventory) {
        json.put("nodes", rows(inventory.nodes(), node -> List.of(node.id(), node.name(), node.type())));
        json.put(
                "services",
                rows(
                        inventory.services(),
                        service -> List.of(service.id(), service.name(), service.type(), service.nodeId())));
        json.put(
                "agents",
                rows(
                        inventory.agents(),
                        agent -> List.of(
                                agent.id(), agent.type(), agent.serviceId(), agent.status(), "" + agent.disabled())));
    }

    private static List<String> row(ApiKey key) {
        return List.of(
                "" + key.id(),
                key.name(),
                key.role(),
                "" + key.organizationId(),
                key.expiration().map(Instant::toString).orElse(""));
    }

    private static Map<String, Object> objects(GrafanaObjects objects) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dashboards", objects.dashboards());
        json.put("folders", objects.folders());
        json.put("dataSources", objects.dataSources());
        json.put("alertRules", objects.alertRules());
        json.put("users", objects.users());
        return json;
    }

    private static <T> List<List<String>> rows(List<T> values, Function<T, List<String>> row) {
        return values.stream().map(row).toList();
    }

    static Baseline read(String text) {
        ConfigDocument json = ConfigDocument.parse(text);
        if (!json.text("/schema").filter(SCHEMA::equals).isPresent()) {
            throw new IllegalArgumentException("text is not a baseline of schema " + SCHEMA);
        }
        return new Baseline(
                Instant.parse(json.text("/takenAt").orElseThrow()),
                version(json),
                json.text("/databaseIdentifier"),
                inventory(json),
                new ServerSettings(texts(json, "/settings")),
                table(json, "/organizations", row -> new Organization(Long.parseLong(row.get(0)), row.get(1))),
                table(json, "/apiKeys", BaselineJson::apiKey),
                objects(json),
                new MetricsSpan(
                        json.text("/oldestSample").map(Instant::parse),
                        json.text("/newestSample").map(Instant::parse)),
                json.text("/queryAnalyticsRows")
                        .map(rows -> OptionalLong.of(Long.parseLong(rows)))
                        .orElse(OptionalLong.empty()));
    }

    private static ServerVersion version(ConfigDocument json) {
        return new ServerVersion(
                PmmVersion.parse(json.text("/version").orElseThrow()),
                json.text("/fullVersion").orElse(""),
                json.text("/distribution").orElse(""));
    }

    private static Inventory inventory(ConfigDocument json) {
        return new Inventory(
                table(json, "/nodes", row -> new MonitoredNode(row.get(0), row.get(1), row.get(2))),
                table(json, "/services", row -> new MonitoredService(row.get(0), row.get(1), row.get(2), row.get(3))),
                table(
                        json,
                        "/agents",
                        row -> new MonitoringAgent(
                                row.get(0), row.get(1), row.get(2), row.get(3), Boolean.parseBoolean(row.get(4)))));
    }

    private static ApiKey apiKey(List<String> row) {
        Optional<Instant> expiration = row.get(4).isEmpty() ? Optional.empty() : Optional.of(Instant.parse(row.get(4)));
        return new ApiKey(Long.parseLong(row.get(0)), row.get(1), row.get(2), Long.parseLong(row.get(3)), expiration);
    }

    private static Map<Long, GrafanaObjects> objects(ConfigDocument json) {
        Map<Long, GrafanaObjects> objects = new LinkedHashMap<>();
        for (String organization : json.keys("/objects")) {
            ConfigDocument those = json.at("/objects/" + organization).orElseThrow();
            objects.put(
                    Long.parseLong(organization),
                    new GrafanaObjects(
                            those.texts("/dashboards"),
                            those.texts("/folders"),
                            those.texts("/dataSources"),
                            those.texts("/alertRules"),
                            those.texts("/users")));
        }
        return objects;
    }

    private static Map<String, String> texts(ConfigDocument json, String pointer) {
        Map<String, String> map = new LinkedHashMap<>();
        json.keys(pointer)
                .forEach(key -> map.put(
                        key,
                        json.text(pointer + "/" + ConfigDocument.escape(key)).orElse("")));
        return map;
    }

    private static <T> List<T> table(ConfigDocument json, String pointer, Function<List<String>, T> read) {
        return json.elements(pointer).stream()
                .map(row -> row.texts(""))
                .map(read)
                .toList();
    }
}
