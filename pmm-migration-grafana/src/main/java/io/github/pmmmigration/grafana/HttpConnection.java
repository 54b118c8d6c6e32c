package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;
import java.time.Clock;

/** The two interfaces of one server over one transport. */
final class HttpConnection implements PmmServerConnection {
    private final HttpTransport transport;
    private final PmmServerApi pmm;
    private final GrafanaApi grafana;

    private HttpConnection(HttpTransport transport, PmmServerApi pmm, GrafanaApi grafana) {
        this.transport = transport;
        this.pmm = pmm;
        this.grafana = grafana;
    }

    static HttpConnection open(HttpTransport transport, ServerEndpoint endpoint, Credentials credentials, Clock clock) {
        Authorization authorization = Authorization.of(credentials);
        Caller pmm = new Caller(endpoint.pmm(), endpoint.callTimeout(), authorization, transport);
        Caller grafana = new Caller(endpoint.grafana(), endpoint.callTimeout(), authorization, transport);
        return new HttpConnection(transport, new HttpPmmServerApi(pmm, clock), new HttpGrafanaApi(grafana));
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
    public void close() {
        transport.close();
    }
}
