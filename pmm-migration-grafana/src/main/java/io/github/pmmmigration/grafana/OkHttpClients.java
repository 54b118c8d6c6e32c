package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.TlsTrust;
import java.time.Duration;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.OkHttpClient;

/** Makes a transport for each connection, from a client of our own or from one that was handed in. */
final class OkHttpClients {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private final Optional<OkHttpClient> shared;

    private OkHttpClients(Optional<OkHttpClient> shared) {
        this.shared = shared;
    }

    static OkHttpClients own() {
        return new OkHttpClients(Optional.empty());
    }

    static OkHttpClients derivedFrom(OkHttpClient client) {
        return new OkHttpClients(Optional.of(client));
    }

    HttpTransport transport(TlsTrust trust) {
        return shared.map(client -> borrowing(client, trust)).orElseGet(() -> owning(trust));
    }

    private static HttpTransport owning(TlsTrust trust) {
        OkHttpClient client = strict(TlsSetup.apply(trust, new OkHttpClient.Builder()));
        return new OkHttpTransport(client, () -> client.connectionPool().evictAll());
    }

    private static HttpTransport borrowing(OkHttpClient client, TlsTrust trust) {
        OkHttpClient.Builder builder = client.newBuilder();
        boolean keepsTls = trust instanceof TlsTrust.SystemAuthorities;
        return new OkHttpTransport(strict(keepsTls ? builder : TlsSetup.apply(trust, builder)), () -> {});
    }

    /** Leaves timing to the limit of each call, and credentials to the header that we set. */
    private static OkHttpClient strict(OkHttpClient.Builder builder) {
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .authenticator(Authenticator.NONE)
                .cache(null)
                .connectTimeout(CONNECT_LIMIT)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }
}
