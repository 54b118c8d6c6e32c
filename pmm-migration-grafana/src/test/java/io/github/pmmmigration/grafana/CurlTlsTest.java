package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.server.CertificateNotTrustedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trust of the curl in a container, as {@link TlsTest} wants it of OkHttp; that of this machine stands for it. */
class CurlTlsTest {
    private static final ContainerId CONTAINER = new ContainerId("0".repeat(64));
    private static final long LONG_AGO = 1_000_000_000_000L;
    private static final HeldCertificate AUTHORITY = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Test CA")
            .build();

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireCurl() {
        assumeTrue(LocalCurlEngine.isPossible(), "no curl here");
    }

    @Test
    void refusesWhatNobodyVouchesForAndSendsNothing() {
        serve(certificate("localhost").build());

        for (TlsTrust trust : List.of(TlsTrust.system(), caFile(AUTHORITY), pinned(AUTHORITY))) {
            assertThatExceptionOfType(CertificateNotTrustedException.class)
                    .isThrownBy(() -> version(trust))
                    .withMessageContaining("not signed by an authority that is trusted");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void acceptsAnAuthorityFromAFile() {
        serve(certificate("localhost").signedBy(AUTHORITY).build());

        assertThat(version(caFile(AUTHORITY))).isEqualTo("3.8.1");
    }

    @Test
    void takesABundleOfAuthorities() throws IOException {
        serve(certificate("localhost").signedBy(AUTHORITY).build());
        String others = certificate("other").build().certificatePem().repeat(200);
        Path bundle = Files.writeString(folder.resolve("bundle.pem"), others + AUTHORITY.certificatePem());

        assertThat(version(TlsTrust.caFile(bundle))).isEqualTo("3.8.1");
    }

    @Test
    void checksTheHostNameEvenWithTheRightAuthority() {
        serve(certificate("pmm.example").signedBy(AUTHORITY).build());

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(caFile(AUTHORITY)))
                .withMessageContaining("another host name than 'localhost'");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void saysThatACertificateHasExpired() {
        serve(certificate("localhost")
                .signedBy(AUTHORITY)
                .validityInterval(LONG_AGO, LONG_AGO + 1_000)
                .build());

        assertThatExceptionOfType(CertificateNotTrustedException.class)
                .isThrownBy(() -> version(caFile(AUTHORITY)))
                .withMessageContaining("has expired");
    }

    @Test
    void acceptsThePinnedCertificateWhateverItSays() {
        HeldCertificate own = certificate("some-other-name")
                .validityInterval(LONG_AGO, LONG_AGO + 1_000)
                .build();
        serve(own);

        assertThat(version(pinned(own))).isEqualTo("3.8.1");
    }

    @Test
    void acceptsAnythingIfToldSo() {
        serve(certificate("whatever").build());

        assertThat(version(TlsTrust.trustSelfSigned())).isEqualTo("3.8.1");
    }

    private void serve(HeldCertificate certificate) {
        HandshakeCertificates shown =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        server.useHttps(shown.sslSocketFactory());
        server.setDispatcher(FixtureServer.dispatcher("3.8.1"));
    }

    private String version(TlsTrust trust) {
        ServerEndpoint endpoint = ServerEndpoint.of(URI.create("https://localhost:" + server.getPort()))
                .withTrust(trust);
        try (PmmServerConnection connection = HttpServerConnector.create()
                .inside(LocalCurlEngine.create(), CONTAINER)
                .orElseThrow()
                .connect(endpoint, Credentials.factoryDefault())) {
            return connection.pmm().version().version().toString();
        }
    }

    private TlsTrust caFile(HeldCertificate authority) {
        try {
            return TlsTrust.caFile(Files.writeString(folder.resolve("ca.pem"), authority.certificatePem()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TlsTrust pinned(HeldCertificate certificate) {
        return TlsTrust.pinned(List.of(certificate.certificatePem()));
    }

    private static HeldCertificate.Builder certificate(String name) {
        return new HeldCertificate.Builder().commonName(name).addSubjectAlternativeName(name);
    }
}
