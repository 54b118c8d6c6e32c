package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.TlsTrust;
import java.time.Duration;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Makes a transport for each connection, from a client of our own or from one that was handed in. */
final class OkHttpClients {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final OkHttpClient base;
    private final TlsSetup tls;
    private final boolean shared;

    private OkHttpClients(OkHttpClient base, boolean shared) {
        this.base = base;
        this.tls = new TlsSetup(base.hostnameVerifier());
        this.shared = shared;
    }

    static OkHttpClients own() {
        return new OkHttpClients(new OkHttpClient(), false);
    }

    static OkHttpClients derivedFrom(OkHttpClient client) {
        return new OkHttpClients(client, true);
    }

    HttpTransport transport(ServerEndpoint endpoint) {
        OkHttpClient.Builder builder = strict(base.newBuilder());
        boolean asItIs = !usesTls(endpoint) || (shared && endpoint.trust() instanceof TlsTrust.SystemAuthorities);
        OkHttpClient.Builder trusting = asItIs ? builder : tls.apply(endpoint.trust(), builder);
        return shared ? new OkHttpTransport(trusting.build(), () -> {}) : withOwnPool(trusting);
    }

    private static boolean usesTls(ServerEndpoint endpoint) {
        return Stream.of(endpoint.pmm(), endpoint.grafana()).anyMatch(uri -> "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static HttpTransport withOwnPool(OkHttpClient.Builder builder) {
        ConnectionPool pool = new ConnectionPool();
        return new OkHttpTransport(builder.connectionPool(pool).build(), pool::evictAll);
    }

    /** Leaves timing to the limit of each call, and credentials to the header that we set. */
    private static OkHttpClient.Builder strict(OkHttpClient.Builder builder) {
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .connectTimeout(CONNECT_LIMIT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO);
    }
}
