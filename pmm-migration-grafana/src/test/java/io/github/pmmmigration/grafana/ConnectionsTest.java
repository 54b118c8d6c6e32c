package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.CertificateNotTrustedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.UnexpectedReplyException;
import io.github.pmmmigration.server.UpdateHandle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens below the level of replies: silence, dead connections, floods, and who cleans up. */
class ConnectionsTest {
    private static final Duration LITTLE = Duration.ofMillis(200);
    private static final Organization MAIN = new Organization(1, "Main Org.");
    private static final UpdateHandle HANDLE = new UpdateHandle(Secret.of("token-of-update"), 0);

    @Test
    void givesUpOnAServerThatSaysNothing() {
        MockResponse silence = new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("GET /v1/version", silence)) {
            PmmServerApi pmm = server.connectWithin(LITTLE).pmm();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("did not answer within");
        }
    }

    @Test
    void givesUpOnABodyThatTrickles() {
        MockResponse slow = Fixtures.reply("2.44.1", "version")
                .newBuilder()
                .throttleBody(1, 1, TimeUnit.SECONDS)
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("GET /v1/version", slow)) {
            PmmServerApi pmm = server.connectWithin(LITTLE).pmm();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("did not answer within");
        }
    }

    @Test
    void isPatientWhileTheServerHoldsALongPoll() {
        MockResponse late = Fixtures.reply("2.44.1", "update-status")
                .newBuilder()
                .headersDelay(3 * LITTLE.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("POST /v1/Updates/Status", late)) {
            assertThat(server.connectWithin(LITTLE).pmm().updateProgress(HANDLE).lines())
                    .hasSize(2);
        }
    }

    @Test
    void doesNotRepeatAChangeWhoseReplyWasLost() {
        MockResponse lost = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering("POST /v1/Updates/Start", lost, Fixtures.reply("2.44.1", "update-start"))) {
            PmmServerConnection connection = server.connect();
            connection.pmm().version();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> connection.pmm().startUpdate())
                    .withMessageContaining("It is not known whether the server carried it out");
            assertThat(server.calls()).containsExactly("GET /v1/version", "POST /v1/Updates/Start");
        }
    }

    @Test
    void repeatsAQuestionWhenAPooledConnectionProvesDead() {
        MockResponse lost = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering(
                        "GET /v1/version",
                        Fixtures.reply("2.44.1", "version"),
                        lost,
                        Fixtures.reply("2.44.1", "version"))) {
            PmmServerConnection connection = server.connect();
            connection.pmm().version();

            assertThat(connection.pmm().version().version()).hasToString("2.44.1");
        }
    }

    @Test
    void triesAllAddressesOfAHostEvenForChanges() {
        OkHttpClient client = new OkHttpClient.Builder()
                .dns(host -> List.of(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 99}),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1})))
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            ServerEndpoint endpoint = ServerEndpoint.of(
                    URI.create("http://pmm.example:" + server.address().getPort()));
            try (PmmServerConnection connection =
                    HttpServerConnector.using(client).connect(endpoint, Credentials.factoryDefault())) {
                assertThat(connection.pmm().startUpdate()).isNotNull();
            }
        }
    }

    @Test
    void survivesAServerThatHangsUpAtOnce() throws IOException {
        try (RawServer server = RawServer.saying("");
                PmmServerConnection connection = connect(server.address("http"))) {
            PmmServerApi pmm = connection.pmm();

            assertThat(pmm.isReady()).isFalse();
            assertThatExceptionOfType(ServerUnavailableException.class).isThrownBy(pmm::version);
        }
    }

    @Test
    void recognisesWhatIsNotHttp() throws IOException {
        try (RawServer server = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n");
                PmmServerConnection connection = connect(server.address("http"))) {
            PmmServerApi pmm = connection.pmm();

            assertThat(pmm.isReady()).isFalse();
            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("does not speak HTTP");
        }
    }

    @Test
    void recognisesWhatIsNotTls() throws IOException {
        try (RawServer server = RawServer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                PmmServerConnection connection = connect(server.address("https"))) {
            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .isNotInstanceOf(CertificateNotTrustedException.class)
                    .withMessageContaining("does not speak TLS");
        }
    }

    @Test
    void saysThatAHostIsNotKnown() {
        ServerEndpoint endpoint = ServerEndpoint.of(URI.create("http://pmm.invalid"));
        try (PmmServerConnection connection =
                HttpServerConnector.create().connect(endpoint, Credentials.factoryDefault())) {
            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .withMessageContaining("host name")
                    .withMessageContaining("Nothing was changed.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsReadingFloods(boolean compressed) throws IOException {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering("GET /v1/version", flood(compressed))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThatExceptionOfType(UnexpectedReplyException.class)
                    .isThrownBy(pmm::version)
                    .withMessageContaining("larger than any");
        }
    }

    @Test
    void waitsForAServerThatRejectsGoodCredentialsForAWhile() {
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering(
                        "GET /v1/version",
                        Fixtures.reply("2.44.1", "rejected"),
                        Fixtures.reply("2.44.1", "rejected"),
                        Fixtures.reply("2.44.1", "version"))) {
            PmmServerApi pmm = server.connect().pmm();

            assertThat(codeOf(pmm::version)).isEqualTo("CREDENTIALS_REJECTED");
            assertThat(codeOf(pmm::version)).isEqualTo("CREDENTIALS_REJECTED");
            assertThat(pmm.version().version()).hasToString("2.44.1");
        }
    }

    @Test
    void leavesNoConnectionInUseWhateverGoesWrong() {
        ConnectionPool pool = new ConnectionPool();
        OkHttpClient client = new OkHttpClient.Builder().connectionPool(pool).build();
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection =
                    HttpServerConnector.using(client).connect(server.endpoint(), Credentials.factoryDefault());
            for (Fault fault : Fault.values()) {
                server.answering("GET /v1/version", fault.applied(server.usual("GET /v1/version")));
                codeOf(() -> connection.pmm().version());
                server.answering("POST /graph/api/serviceaccounts/migrate", fault.applied(server.usual("POST /x")));
                codeOf(() -> connection.grafana().convertApiKeys(MAIN));
            }

            assertThat(pool.connectionCount()).isEqualTo(pool.idleConnectionCount());
        }
    }

    @Test
    void leavesThePoolOfAClientThatWasHandedInAlone() {
        ConnectionPool pool = new ConnectionPool();
        OkHttpClient client = new OkHttpClient.Builder().connectionPool(pool).build();
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection =
                    HttpServerConnector.using(client).connect(server.endpoint(), Credentials.factoryDefault());
            connection.pmm().version();

            connection.close();

            assertThat(pool.idleConnectionCount()).isEqualTo(1);
            assertThat(client.followRedirects()).isTrue();
        }
        pool.evictAll();
    }

    @Test
    void closesItsOwnConnections() throws IOException {
        ConnectionPool pool = new ConnectionPool();
        OkHttpTransport transport = new OkHttpTransport(
                new OkHttpClient.Builder().connectionPool(pool).build(), pool::evictAll);
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            transport.send(new TransportRequest(
                    "GET", server.address(), Map.of(), Optional.empty(), Duration.ofSeconds(30), true));
            assertThat(pool.connectionCount()).isEqualTo(1);

            transport.close();

            assertThat(pool.connectionCount()).isZero();
        }
    }

    @Test
    void usesTheInterceptorsOfAClientThatWasHandedIn() {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> chain.proceed(
                        chain.request().newBuilder().header("X-Trace", "42").build()))
                .build();
        try (FixtureServer server = FixtureServer.of("2.44.1");
                PmmServerConnection connection =
                        HttpServerConnector.using(client).connect(server.endpoint(), Credentials.factoryDefault())) {
            connection.pmm().version();

            assertThat(server.lastRequest().getHeaders().get("X-Trace")).isEqualTo("42");
        }
    }

    private static PmmServerConnection connect(URI address) {
        return HttpServerConnector.create().connect(ServerEndpoint.of(address), Credentials.factoryDefault());
    }

    private static MockResponse flood(boolean compressed) throws IOException {
        Buffer body = new Buffer();
        BufferedSink sink = Okio.buffer(new GzipSink(body));
        byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int megabyte = 0; megabyte < 65; megabyte++) {
            (compressed ? sink : body).write(blanks);
        }
        sink.close();
        MockResponse.Builder reply = new MockResponse.Builder().body(body);
        return compressed ? reply.setHeader("Content-Encoding", "gzip").build() : reply.build();
    }

    private static String codeOf(Runnable call) {
        try {
            call.run();
            return "";
        } catch (ServerException e) {
            return e.code();
        }
    }
}
