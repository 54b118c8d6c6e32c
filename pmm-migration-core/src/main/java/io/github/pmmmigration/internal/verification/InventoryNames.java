package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names that stay the same when identifiers change their form. */
final class InventoryNames {
    private static final String SERVER = "pmm-server";
    private static final String CLIENT = "pmm_agent";

    private InventoryNames() {}

    static List<String> nodes(Inventory inventory) {
        return inventory.nodes().stream()
                .filter(node -> !node.id().equals(SERVER))
                .map(node -> node.name() + " (" + node.type() + ")")
                .toList();
    }

    static List<String> services(Inventory inventory) {
        return inventory.services().stream()
                .filter(service -> !service.nodeId().equals(SERVER))
                .map(service -> service.name() + " (" + service.type() + ")")
                .toList();
    }

    /** Agents have no names: those of services are told by the service, clients by their identifier, which stays. */
    static List<String> agents(Inventory inventory) {
        Map<String, String> services = serviceNames(inventory);
        return inventory.agents().stream()
                .filter(agent -> services.containsKey(agent.serviceId())
                        || (agent.type().equals(CLIENT) && !agent.id().equals(SERVER)))
                .map(agent -> agent(agent, services))
                .toList();
    }

    static String agent(MonitoringAgent agent, Map<String, String> services) {
        String service = services.getOrDefault(agent.serviceId(), "");
        return agent.type() + (service.isEmpty() ? " " + agent.id() : " of " + service);
    }

    /** Returns the names of the user's services by identifier. */
    static Map<String, String> serviceNames(Inventory inventory) {
        return inventory.services().stream()
                .filter(service -> !service.nodeId().equals(SERVER))
                .collect(Collectors.toMap(MonitoredService::id, MonitoredService::name, (first, second) -> first));
    }
}
