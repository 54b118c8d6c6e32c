package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.client.ClientUpgradeResult;
import io.github.pmmmigration.client.ServerClients;
import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.server.ClientVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows clients and what became of them. */
final class ClientsText {
    private static final String SCHEMA = "pmm-migration-clients/1";

    private ClientsText() {}

    static String json(ServerClients clients, List<ClientUpgradeResult> results, String note) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (ClientVersion client : clients.clients()) {
            rows.add(row(client, of(client, results)));
        }
        return ConfigDocument.empty()
                .with("/schema", SCHEMA)
                .with("/server", clients.server().toString())
                .with("/accepted", clients.accepted())
                .with("/clients", rows)
                .with("/portNote", note)
                .toPrettyJson();
    }

    private static Map<String, Object> row(ClientVersion client, Optional<ClientUpgradeResult> result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("node", client.nodeName());
        row.put("agentId", client.agentId());
        row.put("version", client.version());
        row.put("severity", client.severity());
        row.put("outcome", result.map(it -> it.outcome().name()).orElse("UP_TO_DATE"));
        row.put("commands", result.map(it -> it.upgrade().commands()).orElse(List.of()));
        row.put("detail", result.map(ClientUpgradeResult::detail).orElse(""));
        return row;
    }

    private static Optional<ClientUpgradeResult> of(ClientVersion client, List<ClientUpgradeResult> results) {
        return results.stream()
                .filter(result -> result.upgrade().client().equals(client))
                .findFirst();
    }

    static String text(ServerClients clients, List<ClientUpgradeResult> results, String note) {
        StringBuilder text = new StringBuilder("PMM " + clients.server() + ", "
                + clients.clients().size() + " clients, " + results.size() + " to be upgraded\n");
        if (!clients.clients().isEmpty()) {
            append(text, clients.clients(), results);
        }
        String consent = clients.accepted() || results.isEmpty()
                ? ""
                : "\n\nNot before the migration was accepted: after a rollback PMM 2 would not serve them.";
        return text + consent + "\n\n" + note;
    }

    private static void append(StringBuilder text, List<ClientVersion> clients, List<ClientUpgradeResult> results) {
        List<String> lines = Table.of(clients.stream()
                        .map(client -> List.of(
                                Words.line(client.nodeName()),
                                Words.line(client.version()),
                                Words.line(client.severity()),
                                of(client, results)
                                        .map(result ->
                                                Words.sentence(result.outcome().name()))
                                        .orElse("")))
                        .toList())
                .lines()
                .toList();
        for (int index = 0; index < lines.size(); index++) {
            text.append("\n  ").append(lines.get(index));
            of(clients.get(index), results).ifPresent(result -> append(text, result));
        }
    }

    private static void append(StringBuilder text, ClientUpgradeResult result) {
        for (List<String> command : result.upgrade().commands()) {
            text.append("\n      $ ").append(Words.line(String.join(" ", command)));
        }
        if (!result.detail().isEmpty()) {
            text.append("\n      ").append(Words.line(result.detail()));
        }
    }
}
