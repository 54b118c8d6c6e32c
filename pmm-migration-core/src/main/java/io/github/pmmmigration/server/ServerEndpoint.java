package io.github.pmmmigration.server;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a PMM server is reached, and how far it is trusted.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param pmm base of PMM's own interface, for example {@code https://127.0.0.1:443}
 * @param grafana base of Grafana's interface, for example {@code https://127.0.0.1:443/graph}
 * @param trust whom to believe about certificates
 * @param callTimeout limit of one call, long polls excepted
 * @since 0.1
 */
public record ServerEndpoint(URI pmm, URI grafana, TlsTrust trust, Duration callTimeout) {
    /** Rejects absent components and addresses that hold credentials. */
    public ServerEndpoint {
        pmm = checked(pmm, "pmm");
        grafana = checked(grafana, "grafana");
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(callTimeout, "callTimeout");
    }

    /** Returns an endpoint with Grafana below {@code /graph}, the system's trust, and 30 seconds for each call. */
    public static ServerEndpoint of(URI pmm) {
        String base = stripped(pmm.toString());
        return new ServerEndpoint(pmm, URI.create(base + "/graph"), TlsTrust.system(), Duration.ofSeconds(30));
    }

    /** Returns this endpoint with Grafana addressed directly. */
    public ServerEndpoint withGrafana(URI address) {
        return new ServerEndpoint(pmm, address, trust, callTimeout);
    }

    /** Returns this endpoint with other trust. */
    public ServerEndpoint withTrust(TlsTrust other) {
        return new ServerEndpoint(pmm, grafana, other, callTimeout);
    }

    /** Returns this endpoint with another limit for each call. */
    public ServerEndpoint withCallTimeout(Duration timeout) {
        return new ServerEndpoint(pmm, grafana, trust, timeout);
    }

    private static URI checked(URI uri, String name) {
        Objects.requireNonNull(uri, name);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException(name + " must be an http or https address with a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(name + " must not hold credentials: pass them separately");
        }
        return URI.create(stripped(uri.toString()));
    }

    private static String stripped(String text) {
        return text.endsWith("/") ? stripped(text.substring(0, text.length() - 1)) : text;
    }
}
