package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.server.UpdateCheck;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** PMM's own interface, as PMM 2 and PMM 3 write it. */
final class PmmFace {
    private static final Pattern WINDOW = Pattern.compile("\\[(\\d+)s]");
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final PmmServerApi pmm;
    private final boolean two;

    PmmFace(PmmServerApi pmm, boolean two) {
        this.pmm = pmm;
        this.two = two;
    }

    MockResponse answer(RecordedRequest request) {
        String call = request.getMethod() + " " + request.getUrl().encodedPath();
        return switch (call) {
            case "GET /v1/readyz" -> pmm.isReady() ? Replies.json(Map.of()) : Replies.error(500, 13, "not ready yet");
            case "GET /v1/version" -> version();
            case "GET /prometheus/api/v1/query" -> metrics(request.getUrl().queryParameter("query"));
            default -> two ? answerAsTwo(call, request) : answerAsThree(call);
        };
    }

    private MockResponse answerAsTwo(String call, RecordedRequest request) {
        return switch (call) {
            case "POST /v1/Updates/Check" -> updateCheck();
            case "POST /v1/Updates/Start" -> updateStart();
            case "POST /v1/Updates/Status" -> updateStatus(request);
            case "POST /v1/inventory/Nodes/List" -> Replies.json(nodes());
            case "POST /v1/inventory/Services/List" -> Replies.json(services());
            case "POST /v1/inventory/Agents/List" -> Replies.json(agents());
            case "POST /v1/Settings/Get" -> Replies.json(Map.of("settings", settingsOfTwo()));
            case "POST /v0/qan/GetReport" -> rows();
            default -> Replies.error(404, 5, "Not Found");
        };
    }

    private MockResponse answerAsThree(String call) {
        return switch (call) {
            case "GET /v1/inventory/nodes" -> Replies.json(nodes());
            case "GET /v1/inventory/services" -> Replies.json(services());
            case "GET /v1/inventory/agents" -> Replies.json(agents());
            case "GET /v1/server/settings" -> Replies.json(Map.of("settings", settingsOfThree()));
            case "GET /v1/management/agents/versions" -> clients();
            case "POST /v1/qan/metrics:getReport" -> rows();
            default -> Replies.error(404, 5, "Not Found");
        };
    }

    private MockResponse version() {
        ServerVersion version = pmm.version();
        return Replies.json(Map.of(
                "version", version.version().toString(),
                "server", Map.of("full_version", version.fullVersion()),
                "distribution_method", (two ? "" : "DISTRIBUTION_METHOD_") + version.distribution()));
    }

    private MockResponse updateCheck() {
        UpdateCheck check = pmm.checkForUpdate();
        return Replies.json(Map.of(
                "installed", Map.of("version", check.installed().toString()),
                "latest", Map.of("version", check.latest().toString()),
                "update_available", check.updateAvailable()));
    }

    private MockResponse updateStart() {
        return Replies.json(Map.of("auth_token", pmm.startUpdate().token().reveal()));
    }

    private MockResponse updateStatus(RecordedRequest request) {
        String body = request.getBody().utf8();
        String token = body.replaceFirst(".*\"auth_token\":\"([^\"]*)\".*", "$1");
        long offset = Long.parseLong(body.replaceFirst(".*\"log_offset\":(\\d+).*", "$1"));
        UpdateProgress progress = pmm.updateProgress(new UpdateHandle(Secret.of(token), offset));
        return Replies.json(Map.of(
                "log_lines", progress.lines(),
                "log_offset", progress.next().logOffset(),
                "done", progress.done()));
    }

    private Map<String, Object> nodes() {
        Groups groups = new Groups();
        for (var node : pmm.inventory().nodes()) {
            groups.add(node.type(), Map.of("node_id", id("node", node.id()), "node_name", node.name()));
        }
        return groups.members;
    }

    private Map<String, Object> services() {
        Groups groups = new Groups();
        for (var service : pmm.inventory().services()) {
            groups.add(
                    service.type(),
                    Map.of(
                            "service_id", id("service", service.id()),
                            "service_name", service.name(),
                            "node_id", id("node", service.nodeId())));
        }
        return groups.members;
    }

    private Map<String, Object> agents() {
        Inventory inventory = pmm.inventory();
        Groups groups = new Groups();
        for (MonitoringAgent agent : inventory.agents()) {
            groups.add(agent.type(), agent.type().equals("pmm_agent") ? client(agent) : exporter(agent));
        }
        return groups.members;
    }

    private Map<String, Object> client(MonitoringAgent agent) {
        String node = agent.id().replaceFirst("^client-of-", "node-of-");
        Map<String, Object> fields = new HashMap<>(Map.of("agent_id", id("agent", agent.id())));
        fields.put("runs_on_node_id", id("node", node));
        fields.put("connected", agent.status().equals("CONNECTED"));
        return fields;
    }

    private Map<String, Object> exporter(MonitoringAgent agent) {
        return Map.of(
                "agent_id", id("agent", agent.id()),
                "service_id", id("service", agent.serviceId()),
                "disabled", agent.disabled(),
                "status", (two ? "" : "AGENT_STATUS_") + agent.status());
    }

    private Map<String, Object> settingsOfThree() {
        Map<String, Object> fields = new HashMap<>();
        Map<String, String> resolutions = new HashMap<>();
        pmm.settings().values().forEach((name, value) -> {
            if (name.startsWith("metrics_resolution_")) {
                resolutions.put(name.substring("metrics_resolution_".length()), value);
            } else {
                fields.put(name, value.matches("true|false") ? Boolean.valueOf(value) : value);
            }
        });
        fields.put("metrics_resolutions", resolutions);
        return fields;
    }

    /** Has the older names, and leaves out what is false. */
    private Map<String, Object> settingsOfTwo() {
        Map<String, Object> fields = settingsOfThree();
        fields.put("stt_enabled", fields.remove("advisor_enabled"));
        fields.put("updates_disabled", !Boolean.TRUE.equals(fields.remove("updates_enabled")));
        fields.values().removeIf(Boolean.FALSE::equals);
        return fields;
    }

    private MockResponse clients() {
        List<Map<String, String>> clients = pmm.clients().stream()
                .map(client -> Map.of(
                        "agent_id", client.agentId(),
                        "node_name", client.nodeName(),
                        "version", client.version(),
                        "severity", "UPDATE_SEVERITY_" + client.severity().toUpperCase(Locale.ROOT)))
                .toList();
        return Replies.json(Map.of("agent_versions", clients));
    }

    private MockResponse rows() {
        return Replies.json(Map.of("total_rows", pmm.queryAnalyticsRows(LONG_AGO, LONG_AGO)));
    }

    private MockResponse metrics(String query) {
        Matcher window = WINDOW.matcher(query);
        List<Object> result = new ArrayList<>();
        if (window.find()) {
            MetricsSpan everything = pmm.metrics(LONG_AGO);
            Instant now = everything.newest().orElseThrow();
            MetricsSpan span = pmm.metrics(now.minus(Duration.ofSeconds(Long.parseLong(window.group(1)))));
            Optional<Instant> moment = query.contains("tfirst") ? span.oldest() : span.newest();
            moment.ifPresent(found ->
                    result.add(Map.of("metric", Map.of(), "value", List.of(0, found.toEpochMilli() / 1000.0 + ""))));
        }
        return Replies.json(Map.of("status", "success", "data", Map.of("resultType", "vector", "result", result)));
    }

    private String id(String kind, String id) {
        boolean bare = !two || id.isEmpty() || id.equals("pmm-server");
        return bare ? id : "/" + kind + "_id/" + id;
    }

    /** Lists of objects by kind. */
    private static final class Groups {
        private final Map<String, Object> members = new LinkedHashMap<>();

        @SuppressWarnings("unchecked")
        void add(String group, Map<String, ?> fields) {
            ((List<Object>) members.computeIfAbsent(group, name -> new ArrayList<>())).add(fields);
        }
    }
}
