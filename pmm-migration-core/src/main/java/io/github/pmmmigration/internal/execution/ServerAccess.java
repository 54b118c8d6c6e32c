package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.internal.plan.ServerAddress;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reaches the server inside a container as its clients do, through the published port; where none is published, from the
 * container's own inside.
 *
 * <p>Unless the user said otherwise, a certificate is believed when the system's authorities vouch for it, or when it is
 * exactly the one that lies in the container: the engine is a channel we trust already. Used by one thread.
 */
final class ServerAccess implements AutoCloseable {
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);
    private static final Command READ_CERTIFICATE = Command.of("cat", "/srv/nginx/certificate.crt");
    private static final Duration READ_LIMIT = Duration.ofSeconds(20);

    private final ServerAddress address;
    private final PmmServerConnector connector;
    private final ContainerEngine engine;
    private final Duration callTimeout;
    private final List<Opened> opened = new ArrayList<>();

    private record Opened(Route route, PmmServerConnection connection) {}

    ServerAccess(ServerAddress address, PmmServerConnector connector, ContainerEngine engine, Duration callTimeout) {
        this.address = address;
        this.connector = connector;
        this.engine = engine;
        this.callTimeout = callTimeout;
    }

    /** Returns how the server in this container is reached; empty when there is no way. */
    Optional<Route> routeTo(ContainerSnapshot container) {
        String host = EndpointFinder.hostOf(engine.ping().address());
        EndpointFinder finder = new EndpointFinder(container, () -> engine.inspectImage(container.image()));
        return address.server()
                .or(() -> finder.published(host))
                .map(uri -> Route.fromHere(endpoint(uri, container)))
                .or(() -> inside(container, finder.inside()))
                .or(() -> finder.onOwnNetwork().map(uri -> Route.fromHere(endpoint(uri, container))));
    }

    private Optional<Route> inside(ContainerSnapshot container, URI uri) {
        return connector
                .inside(engine, container.id())
                .map(able -> Route.from(container.id(), endpoint(uri, container)));
    }

    private ServerEndpoint endpoint(URI uri, ContainerSnapshot container) {
        ServerEndpoint endpoint = ServerEndpoint.of(uri)
                .withCallTimeout(callTimeout)
                .withTrust(address.trust().orElseGet(() -> trustFor(container)));
        return address.grafana().map(endpoint::withGrafana).orElse(endpoint);
    }

    /** Returns a connection; it stays open until this object is closed. */
    PmmServerConnection connect(Route route) {
        return opened.stream()
                .filter(known -> known.route().equals(route))
                .findFirst()
                .map(Opened::connection)
                .orElseGet(() -> open(route));
    }

    private PmmServerConnection open(Route route) {
        PmmServerConnector way =
                route.inside().flatMap(id -> connector.inside(engine, id)).orElse(connector);
        PmmServerConnection connection = way.connect(route.endpoint(), address.credentialsOrDefault());
        opened.add(new Opened(route, connection));
        return connection;
    }

    private TlsTrust trustFor(ContainerSnapshot container) {
        if (!container.state().isRunning()) {
            return TlsTrust.system();
        }
        List<String> certificates = readCertificates(container);
        return certificates.isEmpty() ? TlsTrust.system() : TlsTrust.pinned(certificates);
    }

    private List<String> readCertificates(ContainerSnapshot container) {
        try {
            ExecResult result = engine.exec(container.id(), READ_CERTIFICATE, READ_LIMIT);
            return result.succeeded() ? certificatesIn(result.standardOutput()) : List.of();
        } catch (EngineException e) {
            return List.of();
        }
    }

    private static List<String> certificatesIn(String text) {
        Matcher matcher = CERTIFICATE.matcher(text);
        return matcher.results().map(java.util.regex.MatchResult::group).toList();
    }

    @Override
    public void close() {
        opened.forEach(known -> known.connection().close());
        opened.clear();
    }
}
