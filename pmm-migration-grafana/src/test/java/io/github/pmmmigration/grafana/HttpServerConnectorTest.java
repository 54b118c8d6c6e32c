package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmServerConnectorProvider;
import io.github.pmmmigration.server.ServerEndpoint;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HttpServerConnectorTest {
    private static final ServerEndpoint ENDPOINT = ServerEndpoint.of(URI.create("http://127.0.0.1:1"));

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(PmmServerConnectorProvider.class))
                .singleElement()
                .satisfies(provider -> {
                    assertThat(provider.name()).isEqualTo("okhttp");
                    assertThat(provider.priority()).isZero();
                    assertThat(provider.open()).isInstanceOf(HttpServerConnector.class);
                });
    }

    @Test
    void wantsAClientAnEndpointAndCredentials() {
        PmmServerConnector connector = HttpServerConnector.create();

        assertThatNullPointerException()
                .isThrownBy(() -> HttpServerConnector.using(null))
                .withMessage("client");
        assertThatNullPointerException()
                .isThrownBy(() -> connector.connect(null, Credentials.factoryDefault()))
                .withMessage("endpoint");
        assertThatNullPointerException()
                .isThrownBy(() -> connector.connect(ENDPOINT, null))
                .withMessage("credentials");
    }
}
