package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.http.ZerodepWire;
import io.github.pmmmigration.docker.internal.process.Programs;
import java.time.Duration;

/**
 * Opens the way to an endpoint.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Wires {
    private final Programs programs;
    private final Duration patience;

    /**
     * Creates the opener.
     *
     * @param programs where ssh is found
     * @param patience how long a read over TCP may be silent
     */
    public Wires(Programs programs, Duration patience) {
        this.programs = programs;
        this.patience = patience;
    }

    /** Opens the way; only ssh connects at once. */
    public Wire open(Endpoint endpoint) {
        if (endpoint.scheme().equals("ssh")) {
            return SshTunnel.open(SshTarget.of(endpoint.uri()), programs, patience);
        }
        return new ZerodepWire(
                endpoint.uri(),
                endpoint.describe(),
                endpoint.tlsFolder().map(folder -> new TlsFolder(folder).context()),
                patience);
    }
}
