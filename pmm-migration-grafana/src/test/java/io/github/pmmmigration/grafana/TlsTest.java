package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.CertificateNotTrustedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final PmmServerConnector CONNECTOR = HttpServerConnector.create();
    private static final long LONG_AGO = 1_000_000_000_000L;
    private static final long FAR_AHEAD = 4_000_000_000_000L;
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Test CA")
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder;

    @Test
    void refusesASelfSignedCertificateAndSaysWhoseItIs() {
        serve(selfSigned("localhost"));

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(TlsTrust.system()))
                .withMessageContaining("not signed by an authority that is trusted")
                .withMessageContaining("CN=localhost")
                .withMessageContaining("CA file")
                .withMessageContaining("trustSelfSigned")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.CERTIFICATE_NOT_TRUSTED));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void isNotReadyBehindAnUnknownCertificate() {
        serve(selfSigned("localhost"));

        try (PmmServerConnection connection = connect(TlsTrust.system())) {
            assertThat(connection.pmm().isReady()).isFalse();
        }
    }

    @Test
    void acceptsAnAuthorityFromAFile() throws IOException {
        serve(signed("localhost").build(), AUTHORITY);

        assertThat(version(TlsTrust.caFile(file(AUTHORITY.certificatePem())))).isEqualTo("3.8.1");
    }

    @Test
    void acceptsASelfSignedCertificateAsItsOwnAuthority() throws IOException {
        HeldCertificate own = selfSigned("localhost");
        serve(own);

        assertThat(version(TlsTrust.caFile(file(own.certificatePem())))).isEqualTo("3.8.1");
    }

    @Test
    void findsTheCertificateBesideKeysAndRemarks() throws IOException {
        serve(signed("localhost").build(), AUTHORITY);
        String pem = "# bundle of the test\n" + AUTHORITY.privateKeyPkcs8Pem() + "subject=Test CA\r\n"
                + AUTHORITY.certificatePem().replace("\n", "\r\n")
                + selfSigned("other").certificatePem();

        assertThat(version(TlsTrust.caFile(file(pem)))).isEqualTo("3.8.1");
    }

    @Test
    void checksTheHostNameEvenWithTheRightAuthority() throws IOException {
        serve(signed("pmm.example").build(), AUTHORITY);
        TlsTrust trust = TlsTrust.caFile(file(AUTHORITY.certificatePem()));

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(trust))
                .withMessageContaining("another host name than 'localhost'");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void saysThatACertificateHasExpired() throws IOException {
        serve(signed("localhost").validityInterval(LONG_AGO, LONG_AGO + 1_000).build(), AUTHORITY);
        TlsTrust trust = TlsTrust.caFile(file(AUTHORITY.certificatePem()));

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(trust))
                .withMessageContaining("has expired")
                .withMessageContaining("2001-09-09");
    }

    @Test
    void saysThatACertificateIsNotValidYet() throws IOException {
        serve(signed("localhost").validityInterval(FAR_AHEAD, FAR_AHEAD + 1_000).build(), AUTHORITY);
        TlsTrust trust = TlsTrust.caFile(file(AUTHORITY.certificatePem()));

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(trust))
                .withMessageContaining("is not valid yet");
    }

    @Test
    void acceptsThePinnedCertificateWhateverNameItCarries() {
        HeldCertificate own = selfSigned("some-other-name");
        serve(own);

        assertThat(version(TlsTrust.pinned(List.of(own.certificatePem())))).isEqualTo("3.8.1");
    }

    @Test
    void acceptsThePinnedCertificateAfterItsTime() {
        HeldCertificate own = new HeldCertificate.Builder()
                .commonName("pmm")
                .validityInterval(LONG_AGO, LONG_AGO + 1_000)
                .build();
        serve(own);

        assertThat(version(TlsTrust.pinned(List.of(own.certificatePem())))).isEqualTo("3.8.1");
    }

    @Test
    void refusesAnotherCertificateThanThePinnedOne() {
        serve(selfSigned("localhost"));
        TlsTrust trust = TlsTrust.pinned(List.of(selfSigned("localhost").certificatePem()));

        assertThatExceptionOfType(CertificateNotTrustedException.class).isThrownBy(() -> version(trust));
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void doesNotAcceptWhatAPinnedAuthoritySigned() {
        serve(signed("localhost").build(), AUTHORITY);
        TlsTrust trust = TlsTrust.pinned(List.of(AUTHORITY.certificatePem()));

        assertThatExceptionOfType(CertificateNotTrustedException.class).isThrownBy(() -> version(trust));
    }

    @Test
    void acceptsAnythingIfToldSo() {
        serve(new HeldCertificate.Builder()
                .commonName("whatever")
                .validityInterval(LONG_AGO, LONG_AGO + 1_000)
                .build());

        assertThat(version(TlsTrust.trustSelfSigned())).isEqualTo("3.8.1");
    }

    @Test
    void keepsTheTrustOfAClientThatWasHandedIn() {
        serve(signed("localhost").build(), AUTHORITY);
        HandshakeCertificates known = new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build();
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(known.sslSocketFactory(), known.trustManager())
                .build();

        try (PmmServerConnection connection =
                HttpServerConnector.using(client).connect(endpoint(TlsTrust.system()), Credentials.factoryDefault())) {
            assertThat(connection.pmm().version().version()).hasToString("3.8.1");
        }
    }

    @Test
    void explainsACertificateThatAClientHandedInRefuses() {
        serve(selfSigned("localhost"));

        try (PmmServerConnection connection = HttpServerConnector.using(new OkHttpClient())
                .connect(endpoint(TlsTrust.system()), Credentials.factoryDefault())) {
            assertThatExceptionOfType(CertificateNotTrustedException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .withMessageContaining("not signed by an authority");
        }
    }

    @Test
    void saysThatATlsPortDoesNotSpeakHttp() {
        serve(selfSigned("localhost"));
        ServerEndpoint plain = ServerEndpoint.of(URI.create("http://localhost:" + server.getPort()));

        try (PmmServerConnection connection = CONNECTOR.connect(plain, Credentials.factoryDefault())) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .matches(e -> e instanceof UnexpectedReplyException || e instanceof ServerUnavailableException);
        }
    }

    @Test
    void refusesFilesWithoutCertificates() throws IOException {
        Path empty = file("there is nothing here");
        Path damaged = file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Path missing = folder.resolve("missing.pem");

        for (Path file : List.of(empty, damaged, missing)) {
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> connect(TlsTrust.caFile(file)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.CA_FILE_INVALID));
        }
    }

    private void serve(HeldCertificate certificate, HeldCertificate... chain) {
        HandshakeCertificates shown = new HandshakeCertificates.Builder()
                .heldCertificate(
                        certificate,
                        List.of(chain).stream()
                                .map(HeldCertificate::certificate)
                                .toArray(X509Certificate[]::new))
                .build();
        server.useHttps(shown.sslSocketFactory());
        server.setDispatcher(FixtureServer.dispatcher("3.8.1"));
    }

    private String version(TlsTrust trust) {
        try (PmmServerConnection connection = connect(trust)) {
            return connection.pmm().version().version().toString();
        }
    }

    private PmmServerConnection connect(TlsTrust trust) {
        return CONNECTOR.connect(endpoint(trust), Credentials.factoryDefault());
    }

    private ServerEndpoint endpoint(TlsTrust trust) {
        return ServerEndpoint.of(URI.create("https://localhost:" + server.getPort()))
                .withTrust(trust);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "ca", ".pem"), text);
    }

    private static HeldCertificate selfSigned(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
    }

    private static HeldCertificate.Builder signed(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .signedBy(AUTHORITY);
    }
}
