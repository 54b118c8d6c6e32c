package io.github.pmmmigration.client;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Objects;

/**
 * The clients of a server, as it knows them.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param server the server's version
 * @param accepted whether there is no way back to PMM 2 any more: only then may clients be upgraded, because PMM 2 does not
 *     serve clients of PMM 3
 * @param clients the clients
 * @since 0.1
 */
public record ServerClients(PmmVersion server, boolean accepted, List<ClientVersion> clients) {
    /** Copies the list. */
    public ServerClients {
        Objects.requireNonNull(server, "server");
        clients = List.copyOf(clients);
    }

    /** Returns those that are older than the server, or whose version nobody knows. */
    public List<ClientVersion> outdated() {
        return clients.stream()
                .filter(client -> PmmVersion.tryParse(client.version())
                        .filter(version -> version.isAtLeast(server))
                        .isEmpty())
                .toList();
    }
}
