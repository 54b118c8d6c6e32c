package io.github.pmmmigration.grafana;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a server with many services, or many keys, answers. */
final class LargeServer {
    private LargeServer() {}

    /** Returns a PMM 2 with that many services, each with a node, a client and two more agents. */
    static FixtureServer withServices(int count) {
        return FixtureServer.of("2.44.1")
                .answering("POST /v1/inventory/Nodes/List", Replies.json(Map.of("generic", nodes(count))))
                .answering("POST /v1/inventory/Services/List", Replies.json(Map.of("mysql", services(count))))
                .answering("POST /v1/inventory/Agents/List", Replies.json(agents(count)));
    }

    private static List<Map<String, Object>> nodes(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Map.<String, Object>of(
                        "node_id", "/node_id/" + id(number),
                        "node_name", "db" + number,
                        "address", "10.0.0.1",
                        "machine_id", "/machine_id/" + id(number)))
                .toList();
    }

    private static List<Map<String, Object>> services(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Map.<String, Object>of(
                        "service_id",
                        "/service_id/" + id(number),
                        "service_name",
                        "db" + number + "-mysql",
                        "node_id",
                        "/node_id/" + id(number),
                        "address",
                        "10.0.0.1",
                        "port",
                        3306,
                        "environment",
                        "production",
                        "custom_labels",
                        Map.of("team", "storage", "region", "eu-central-1")))
                .toList();
    }

    private static Map<String, Object> agents(int services) {
        List<Map<String, Object>> exporters = new ArrayList<>();
        List<Map<String, Object>> analysers = new ArrayList<>();
        List<Map<String, Object>> clients = new ArrayList<>();
        for (int number = 0; number < services; number++) {
            exporters.add(agent(number, 1));
            analysers.add(agent(number, 2));
            clients.add(Map.of("agent_id", "/agent_id/" + id(3 * services + number), "connected", true));
        }
        return Map.of("mysqld_exporter", exporters, "qan_mysql_perfschema_agent", analysers, "pmm_agent", clients);
    }

    private static Map<String, Object> agent(int number, int kind) {
        return Map.of(
                "agent_id",
                "/agent_id/" + id(number * 10 + kind),
                "pmm_agent_id",
                "/agent_id/" + id(number),
                "service_id",
                "/service_id/" + id(number),
                "username",
                "pmm",
                "status",
                "RUNNING",
                "listen_port",
                42_000,
                "process_exec_path",
                "/usr/local/percona/pmm2/exporters/mysqld_exporter",
                "disabled_collectors",
                List.of("heartbeat", "info_schema.tables"));
    }

    private static String id(int number) {
        return "0b6f1c2e-7d3a-4c55-9e10-" + String.format("%012d", number);
    }
}
