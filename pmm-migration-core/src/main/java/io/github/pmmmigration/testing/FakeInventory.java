package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.PmmVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a fake server monitors: itself, and services with a node, a client and an exporter each. */
final class FakeInventory {
    private static final String SERVER = "pmm-server";
    private static final String CLIENT = "pmm_agent";

    private final Map<String, Watched> watched = new LinkedHashMap<>();
    private PmmVersion serverVersion;

    private FakeInventory(PmmVersion serverVersion) {
        this.serverVersion = serverVersion;
    }

    static FakeInventory fresh(PmmVersion version) {
        return new FakeInventory(version);
    }

    FakeInventory copy() {
        FakeInventory copy = new FakeInventory(serverVersion);
        copy.watched.putAll(watched);
        return copy;
    }

    /** The server's own client is part of its image; those of others stay what they are. */
    void serverBecomes(PmmVersion version) {
        serverVersion = version;
    }

    void addService(String name, String type, PmmVersion clientVersion) {
        Watched added = new Watched(name, type, "RUNNING", clientVersion);
        if (watched.putIfAbsent(name, added) != null) {
            throw new IllegalArgumentException("name must be new: " + name);
        }
    }

    void removeService(String name) {
        known(name);
        watched.remove(name);
    }

    void setClientVersion(String service, PmmVersion version) {
        Watched old = known(service);
        watched.put(service, new Watched(old.name(), old.type(), old.status(), version));
    }

    void setAgentStatus(String service, String status) {
        Watched old = known(service);
        watched.put(service, new Watched(old.name(), old.type(), status, old.client()));
    }

    Inventory read(boolean withoutStatus) {
        List<MonitoredNode> nodes = new ArrayList<>(List.of(new MonitoredNode(SERVER, SERVER, "generic")));
        List<MonitoredService> services = new ArrayList<>(
                List.of(new MonitoredService("pmm-server-postgresql", "pmm-server-postgresql", "postgresql", SERVER)));
        List<MonitoringAgent> agents =
                new ArrayList<>(List.of(new MonitoringAgent(SERVER, CLIENT, "", "CONNECTED", false)));
        watched.values().forEach(service -> {
            nodes.add(service.node());
            services.add(service.service());
            agents.addAll(service.agents(withoutStatus));
        });
        return new Inventory(nodes, services, agents);
    }

    List<ClientVersion> clients(PmmVersion server) {
        ClientVersion own = client(SERVER, SERVER, serverVersion, server);
        Stream<ClientVersion> others = watched.values().stream()
                .map(service -> client(service.clientId(), service.nodeName(), service.client(), server));
        return Stream.concat(Stream.of(own), others).toList();
    }

    private Watched known(String service) {
        Watched found = watched.get(service);
        if (found == null) {
            throw new IllegalArgumentException("service must be added first: " + service);
        }
        return found;
    }

    private static ClientVersion client(String id, String node, PmmVersion client, PmmVersion server) {
        return new ClientVersion(id, node, client.toString(), server.major() == 2 ? "" : severity(client, server));
    }

    private static String severity(PmmVersion client, PmmVersion server) {
        if (client.major() < server.major()) {
            return "critical";
        }
        if (client.isSameRelease(server)) {
            return "up_to_date";
        }
        return client.isAtLeast(server) ? "unsupported" : "required";
    }

    /** A service with what belongs to it; identifiers are made from its name. */
    private record Watched(String name, String type, String status, PmmVersion client) {
        String nodeName() {
            return name + "-node";
        }

        String nodeId() {
            return "node-of-" + name;
        }

        String clientId() {
            return "client-of-" + name;
        }

        MonitoredNode node() {
            return new MonitoredNode(nodeId(), nodeName(), "generic");
        }

        MonitoredService service() {
            return new MonitoredService("service-of-" + name, name, type, nodeId());
        }

        List<MonitoringAgent> agents(boolean withoutStatus) {
            String exporter = type.equals("mysql") ? "mysqld_exporter" : type + "_exporter";
            return List.of(
                    new MonitoringAgent(clientId(), CLIENT, "", withoutStatus ? "DISCONNECTED" : "CONNECTED", false),
                    new MonitoringAgent(
                            "exporter-of-" + name,
                            exporter,
                            "service-of-" + name,
                            withoutStatus ? "UNKNOWN" : status,
                            false));
        }
    }
}
