package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.MonitoredNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The clients of a server; PMM 2 has no call for that, so they are put together from inventory and metrics. */
final class ClientCalls {
    private final Caller caller;
    private final MajorVersion major;
    private final InventoryCalls inventory;
    private final MetricsCalls metrics;

    ClientCalls(Caller caller, MajorVersion major, InventoryCalls inventory, MetricsCalls metrics) {
        this.caller = caller;
        this.major = major;
        this.inventory = inventory;
        this.metrics = metrics;
    }

    List<ClientVersion> all() {
        return major.either(this::two, this::three);
    }

    private List<ClientVersion> three() {
        ApiCall call = ApiCall.get("list the clients", "/v1/management/agents/versions");
        return caller.read(
                call,
                reply -> reply.objects("agent_versions").stream()
                        .map(ClientCalls::client)
                        .toList());
    }

    private List<ClientVersion> two() {
        InventoryCalls.ClientsOnNodes found = inventory.clientsOfTwo();
        Map<String, String> names = found.nodes().stream()
                .collect(Collectors.toMap(MonitoredNode::id, MonitoredNode::name, (first, second) -> first));
        Map<String, String> versions = metrics.clientVersions();
        return found.clients().stream()
                .map(client -> new ClientVersion(
                        client.agentId(),
                        names.getOrDefault(client.nodeId(), ""),
                        versions.getOrDefault(client.agentId(), ""),
                        ""))
                .toList();
    }

    private static ClientVersion client(JsonFields fields) {
        String severity = fields.text("severity").toLowerCase(Locale.ROOT).replaceFirst("^update_severity_", "");
        return new ClientVersion(
                Ids.bare(fields.text("agent_id")),
                fields.text("node_name"),
                fields.text("version"),
                severity.equals("unspecified") ? "" : severity);
    }
}
