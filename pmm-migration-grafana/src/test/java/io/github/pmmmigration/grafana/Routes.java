package io.github.pmmmigration.grafana;

import java.util.Map;

/** Which fixture answers which call. */
final class Routes {
    static final Map<String, String> TWO = Map.ofEntries(
            Map.entry("GET /v1/version", "version"),
            Map.entry("GET /v1/readyz", "ready"),
            Map.entry("POST /v1/Updates/Check", "update-check"),
            Map.entry("POST /v1/Updates/Start", "update-start"),
            Map.entry("POST /v1/Updates/Status", "update-status"),
            Map.entry("POST /v1/Settings/Get", "settings"),
            Map.entry("POST /v1/inventory/Nodes/List", "nodes"),
            Map.entry("POST /v1/inventory/Services/List", "services"),
            Map.entry("POST /v1/inventory/Agents/List", "agents"),
            Map.entry("POST /v0/qan/GetReport", "qan"));

    static final Map<String, String> THREE = Map.ofEntries(
            Map.entry("GET /v1/version", "version"),
            Map.entry("GET /v1/server/version", "version"),
            Map.entry("GET /v1/readyz", "ready"),
            Map.entry("GET /v1/server/readyz", "ready"),
            Map.entry("GET /v1/server/settings", "settings"),
            Map.entry("GET /v1/inventory/nodes", "nodes"),
            Map.entry("GET /v1/inventory/services", "services"),
            Map.entry("GET /v1/inventory/agents", "agents"),
            Map.entry("GET /v1/management/agents/versions", "agent-versions"),
            Map.entry("POST /v1/qan/metrics:getReport", "qan"));

    static final Map<String, String> GRAFANA = Map.ofEntries(
            Map.entry("GET /prometheus/api/v1/query", "metrics"),
            Map.entry("GET /graph/api/orgs", "orgs"),
            Map.entry("GET /graph/api/org", "org"),
            Map.entry("GET /graph/api/auth/keys", "keys"),
            Map.entry("POST /graph/api/serviceaccounts/migrate", "migrate"),
            Map.entry("POST /graph/api/serviceaccounts/migrate/7", "done"),
            Map.entry("DELETE /graph/api/auth/keys/7", "done"),
            Map.entry("GET /graph/api/serviceaccounts/search", "accounts"),
            Map.entry("POST /graph/api/serviceaccounts", "account-created"),
            Map.entry("POST /graph/api/serviceaccounts/9/tokens", "token-created"),
            Map.entry("GET /graph/api/search", "dashboards"),
            Map.entry("GET /graph/api/datasources", "datasources"),
            Map.entry("GET /graph/api/ruler/grafana/api/v1/rules", "rules"),
            Map.entry("GET /graph/api/org/users", "users"));

    private Routes() {}

    /** Tells calls apart that differ in their query only. */
    static String narrowed(String fixture, String target) {
        if (fixture.equals("dashboards") && target.contains("type=dash-folder")) {
            return "folders";
        }
        return fixture.equals("metrics") && target.contains("pmm_managed_inventory_agents")
                ? "client-metrics"
                : fixture;
    }
}
