package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * What a server monitors.
 *
 * <p>Both majors group by kind, and the group's name is the kind; only paths and the form of identifiers differ. Each
 * list is one request, however long it is.
 */
final class InventoryCalls {
    private static final String CLIENT = "pmm_agent";

    private final Caller caller;
    private final MajorVersion major;

    InventoryCalls(Caller caller, MajorVersion major) {
        this.caller = caller;
        this.major = major;
    }

    Inventory all() {
        return major.either(
                () -> new Inventory(
                        two("Nodes", InventoryCalls::node),
                        two("Services", InventoryCalls::service),
                        two("Agents", InventoryCalls::agent)),
                () -> new Inventory(
                        three("nodes", InventoryCalls::node),
                        three("services", InventoryCalls::service),
                        three("agents", InventoryCalls::agent)));
    }

    /** Returns the clients of a PMM 2 with the nodes that they run on. */
    ClientsOnNodes clientsOfTwo() {
        List<MonitoredNode> nodes = two("Nodes", InventoryCalls::node);
        List<RunningClient> clients = two("Agents", InventoryCalls::client);
        return new ClientsOnNodes(
                nodes, clients.stream().filter(RunningClient::isClient).toList());
    }

    private <T> List<T> two(String list, BiFunction<String, JsonFields, T> meaning) {
        String purpose = "list the " + list.toLowerCase(Locale.ROOT) + " of the inventory";
        ApiCall call = ApiCall.ask(purpose, "/v1/inventory/" + list + "/List", "{}");
        return elements(call, list.toLowerCase(Locale.ROOT), meaning);
    }

    private <T> List<T> three(String list, BiFunction<String, JsonFields, T> meaning) {
        return elements(ApiCall.get("list the " + list + " of the inventory", "/v1/inventory/" + list), list, meaning);
    }

    /** Everything in the inventory has an identifier; a list of what has none is something that only another version knows. */
    private <T> List<T> elements(ApiCall call, String list, BiFunction<String, JsonFields, T> meaning) {
        String identifier = list.substring(0, list.length() - 1) + "_id";
        List<T> elements = new ArrayList<>();
        caller.readGroups(call, (group, fields) -> {
            if (fields.has(identifier)) {
                elements.add(meaning.apply(group, fields));
            }
        });
        return elements;
    }

    private static MonitoredNode node(String group, JsonFields fields) {
        return new MonitoredNode(Ids.bare(fields.text("node_id")), fields.text("node_name"), kind(group));
    }

    private static MonitoredService service(String group, JsonFields fields) {
        return new MonitoredService(
                Ids.bare(fields.text("service_id")),
                fields.text("service_name"),
                kind(group),
                Ids.bare(fields.text("node_id")));
    }

    private static MonitoringAgent agent(String group, JsonFields fields) {
        String kind = kind(group);
        return new MonitoringAgent(
                Ids.bare(fields.text("agent_id")),
                kind,
                Ids.bare(fields.text("service_id")),
                kind.equals(CLIENT) ? connection(fields) : status(fields),
                fields.flag("disabled"));
    }

    private static RunningClient client(String group, JsonFields fields) {
        return new RunningClient(
                Ids.bare(fields.text("agent_id")),
                Ids.bare(fields.text("runs_on_node_id")),
                kind(group).equals(CLIENT));
    }

    private static String connection(JsonFields fields) {
        return fields.flag("connected") ? "CONNECTED" : "DISCONNECTED";
    }

    /** PMM 2 leaves the zero value out, PMM 3 gives it a name. */
    private static String status(JsonFields fields) {
        String status = fields.text("status").toUpperCase(Locale.ROOT).replaceFirst("^AGENT_STATUS_", "");
        return status.equals("UNSPECIFIED") ? "" : status.intern();
    }

    private static String kind(String group) {
        return group.toLowerCase(Locale.ROOT).intern();
    }

    /** A client and where it runs. */
    record RunningClient(String agentId, String nodeId, boolean isClient) {}

    /** The nodes and the clients of a server. */
    record ClientsOnNodes(List<MonitoredNode> nodes, List<RunningClient> clients) {}
}
