package io.github.pmmmigration.grafana;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it goes over the wire.
 *
 * @param method upper-case method
 * @param address absolute address with query
 * @param headers header fields; may hold credentials
 * @param body JSON to send
 * @param limit for the whole exchange
 * @param repeatable whether the transport may send it twice when a connection proves dead
 */
record TransportRequest(
        String method,
        URI address,
        Map<String, String> headers,
        Optional<String> body,
        Duration limit,
        boolean repeatable) {
    TransportRequest {
        headers = Map.copyOf(headers);
    }

    /** Leaves out headers and body, which may hold secrets. */
    @Override
    public String toString() {
        return method + " " + address.getPath();
    }
}
