package io.github.pmmmigration.grafana;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.ServerEndpoint;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * Reaches PMM 2 and PMM 3 over HTTP with OkHttp.
 *
 * <p>Certificates are verified as the endpoint's trust says. Redirects are never followed, so credentials go to the
 * endpoint's two addresses and nowhere else; they are sent with the first request instead of after a challenge.
 *
 * <pre>{@code
 * PmmServerConnector connector = HttpServerConnector.create();
 * try (PmmServerConnection server = connector.connect(endpoint, credentials)) {
 *     System.out.println(server.pmm().version());
 * }
 * }</pre>
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @since 0.1
 */
public final class HttpServerConnector implements PmmServerConnector {
    private final OkHttpClients clients;

    private HttpServerConnector(OkHttpClients clients) {
        this.clients = clients;
    }

    /** Returns a connector with a client of its own for each connection; closing the connection releases it. */
    public static HttpServerConnector create() {
        return new HttpServerConnector(OkHttpClients.own());
    }

    /**
     * Returns a connector that shares the pool, the proxy, the interceptors and, with the system's trust, the TLS
     * settings of a client.
     *
     * <p>The client is not changed, and closing a connection leaves its pool alone. Its time limits give way to those of
     * the endpoint, and redirects stay switched off.
     */
    public static HttpServerConnector using(OkHttpClient client) {
        return new HttpServerConnector(OkHttpClients.derivedFrom(Objects.requireNonNull(client, "client")));
    }

    @Override
    public PmmServerConnection connect(ServerEndpoint endpoint, Credentials credentials) {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(credentials, "credentials");
        return HttpConnection.open(clients.transport(endpoint), endpoint, credentials, Clock.systemUTC());
    }

    /** Returns a connector that uses the curl inside the container; it needs {@code sh} and {@code base64} there too. */
    @Override
    public Optional<PmmServerConnector> inside(ContainerEngine engine, ContainerId container) {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(container, "container");
        return Optional.of((endpoint, credentials) -> HttpConnection.open(
                new CurlTransport(engine, container, endpoint.trust()), endpoint, credentials, Clock.systemUTC()));
    }
}
