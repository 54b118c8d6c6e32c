package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmServerConnectorProvider;

/**
 * Makes {@link HttpServerConnector} discoverable; applications need not use it.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class HttpServerConnectorProvider implements PmmServerConnectorProvider {
    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public HttpServerConnectorProvider() {}

    @Override
    public String name() {
        return "okhttp";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public PmmServerConnector open() {
        return HttpServerConnector.create();
    }
}
