package io.github.pmmmigration.server;

import java.util.List;

/**
 * Everything that a server monitors.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param nodes nodes
 * @param services services
 * @param agents agents
 * @since 0.1
 */
public record Inventory(List<MonitoredNode> nodes, List<MonitoredService> services, List<MonitoringAgent> agents) {
    /** Copies the lists. */
    public Inventory {
        nodes = List.copyOf(nodes);
        services = List.copyOf(services);
        agents = List.copyOf(agents);
    }
}
