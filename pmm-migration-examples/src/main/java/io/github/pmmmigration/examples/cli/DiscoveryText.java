package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.EngineInfo;
import java.util.ArrayList;
import java.util.List;

/** Shows what was discovered. */
final class DiscoveryText {
    private static final String SCHEMA = "pmm-migration-discovery/1";

    private DiscoveryText() {}

    static String json(EngineInfo engine, List<DiscoveredServer> servers) {
        return ConfigDocument.empty()
                .with("/schema", SCHEMA)
                .with("/engine/name", engine.name())
                .with("/engine/version", engine.version())
                .with("/engine/address", engine.address())
                .with("/servers", servers.stream().map(DiscoveryText::json).toList())
                .toPrettyJson();
    }

    private static ConfigDocument json(DiscoveredServer server) {
        return ConfigDocument.empty()
                .with("/container", server.container().name().value())
                .with("/containerId", server.container().id().value())
                .with("/image", server.container().imageReference())
                .with("/version", server.version())
                .with("/running", server.container().state().isRunning())
                .with("/storage/kind", server.storageKind())
                .with("/storage/description", server.storage())
                .with("/managedBy", server.managedBy())
                .with("/ports", server.ports())
                .with("/migration", server.migration());
    }

    static String table(EngineInfo engine, List<DiscoveredServer> servers) {
        String head = engine.name() + " " + engine.version() + " at " + engine.address();
        if (servers.isEmpty()) {
            return head + "\nThere is no PMM server on it.";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CONTAINER", "VERSION", "STORAGE", "MANAGED BY", "PORTS", "MIGRATION"));
        servers.forEach(server -> rows.add(row(server)));
        return head + "\n" + Table.of(rows);
    }

    private static List<String> row(DiscoveredServer server) {
        boolean running = server.container().state().isRunning();
        return List.of(
                server.container().name().value(),
                running ? shown(server.version()) : "stopped",
                shown(server.storage()),
                shown(server.managedBy()),
                shown(String.join(" ", server.ports())),
                shown(server.migration()));
    }

    private static String shown(String text) {
        return text.isEmpty() ? "-" : Words.line(text);
    }
}
