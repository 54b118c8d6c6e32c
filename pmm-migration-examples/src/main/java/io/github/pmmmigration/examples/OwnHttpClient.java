package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import io.github.pmmmigration.grafana.HttpServerConnector;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;

/**
 * Reaches PMM through the application's own HTTP client, here with a proxy, and an engine on another machine.
 *
 * <p>Changes nothing: it only looks. Used by one thread.
 *
 * @since 0.1
 */
public final class OwnHttpClient {
    private OwnHttpClient() {}

    /** Previews a migration on another machine. */
    public static void main(String[] arguments) {
        // [own-client]
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128)))
                .build();
        DockerSettings settings = DockerSettings.fromEnvironment()
                .withHost("ssh://ops@monitoring.example.com")
                .withCallTimeout(Duration.ofSeconds(10));
        try (DockerEngine engine = DockerEngine.connect(settings)) {
            String text = MigrationPlan.forContainer("pmm-server")
                    .containerEngine(engine)
                    .serverConnector(HttpServerConnector.using(client))
                    .serverUrl(URI.create("https://monitoring.example.com"))
                    .preview()
                    .toText();
            System.out.println(text);
        }
        // [own-client]
    }
}
