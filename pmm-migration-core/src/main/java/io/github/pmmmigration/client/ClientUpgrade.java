package io.github.pmmmigration.client;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What brings one client up to date, and where it can be done.
 *
 * <p>As immutable as its transport.
 *
 * @param client the client
 * @param distribution how it was installed
 * @param to the version to go to
 * @param transport where the commands can be run; absent when only somebody else can
 * @since 0.1
 */
public record ClientUpgrade(
        ClientVersion client, Distribution distribution, PmmVersion to, Optional<CommandTransport> transport) {
    /** Rejects absent components. */
    public ClientUpgrade {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(distribution, "distribution");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(transport, "transport");
    }

    /** Returns the commands, in order. */
    public List<List<String>> commands() {
        return distribution.upgradeTo(to);
    }
}
