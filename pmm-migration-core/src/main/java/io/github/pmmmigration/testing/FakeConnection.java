package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;

/** A connection to a fake server; any address leads there. */
final class FakeConnection implements PmmServerConnection {
    private final PmmServerApi pmm;
    private final GrafanaApi grafana;
    private final ServerEndpoint endpoint;

    FakeConnection(FakeServer server, ServerEndpoint endpoint, Credentials credentials) {
        this.pmm = new FakePmmApi(server, credentials);
        this.grafana = new FakeGrafanaApi(server, credentials);
        this.endpoint = endpoint;
    }

    @Override
    public PmmServerApi pmm() {
        return pmm;
    }

    @Override
    public GrafanaApi grafana() {
        return grafana;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return "fake connection to " + endpoint.pmm();
    }
}
