package io.github.pmmmigration.docker.internal.endpoint;

import io.github.pmmmigration.docker.internal.http.Wire;
import io.github.pmmmigration.docker.internal.http.ZerodepWire;
import java.time.Duration;

/**
 * Opens the way to an endpoint.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Wires {
    private Wires() {}

    /**
     * Opens the way; only ssh connects at once.
     *
     * @param patience how long a read over TCP may be silent
     */
    public static Wire open(Endpoint endpoint, Duration patience) {
        if (endpoint.scheme().equals("ssh")) {
            return SshTunnel.open(SshTarget.of(endpoint.uri()), patience);
        }
        return new ZerodepWire(
                endpoint.uri(),
                endpoint.describe(),
                endpoint.tlsFolder().map(folder -> new TlsFolder(folder).context()),
                patience);
    }
}
