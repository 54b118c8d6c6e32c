package io.github.pmmmigration.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pmmmigration.container.EngineUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
    private static final String VERSION = "{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final HeldCertificate stranger =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    private Path folder;

    @Test
    void provesItselfToTheEngineAndTheEngineToItself() throws IOException {
        HeldCertificate client = signed(authority, "client");
        writeFolder(authority, client, client.privateKeyPkcs8Pem());

        try (MockWebServer server = server("127.0.0.1");
                DockerEngine engine = DockerEngine.connect(settings(server))) {
            assertThat(engine.toString()).contains("127.0.0.1");
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void takesAnRsaKeyInItsOldForm() throws IOException {
        assertThat(connectWithOldKey()).contains("127.0.0.1");
    }

    private String connectWithOldKey() throws IOException {
        HeldCertificate client = new HeldCertificate.Builder()
                .signedBy(authority)
                .commonName("client")
                .rsa2048()
                .build();
        writeFolder(authority, client, client.privateKeyPkcs1Pem());

        try (MockWebServer server = server("127.0.0.1");
                DockerEngine engine = DockerEngine.connect(settings(server))) {
            return engine.toString();
        }
    }

    @Test
    void doesNotTalkToAnEngineThatAnotherAuthorityKnows() throws IOException {
        HeldCertificate client = signed(authority, "client");
        writeFolder(stranger, client, client.privateKeyPkcs8Pem());

        try (MockWebServer server = server("127.0.0.1")) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .satisfies(TlsTest::isRefusedForItsCertificate)
                    .hasMessageContaining("no authority in ca.pem has signed it")
                    .hasMessageContaining("The request was not sent");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void doesNotTalkToAnEngineOfAnotherName() throws IOException {
        HeldCertificate client = signed(authority, "client");
        writeFolder(authority, client, client.privateKeyPkcs8Pem());

        try (MockWebServer server = server("engine.example.com")) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .satisfies(TlsTest::isRefusedForItsCertificate)
                    .hasMessageContaining("127.0.0.1");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    /** The engine says so only after the handshake: without asking again a broken pipe is all that is seen. */
    @Test
    void saysThatTheEngineDoesNotAcceptItsCertificate() throws IOException {
        HeldCertificate foreign = signed(stranger, "client");
        writeFolder(authority, foreign, foreign.privateKeyPkcs8Pem());

        try (MockWebServer server = server("127.0.0.1")) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .satisfies(TlsTest::isRefusedForItsCertificate)
                    .hasMessageContaining("does not accept the certificate of this client")
                    .hasMessageContaining("cert.pem");
        }
    }

    @Test
    void saysThatTheEngineWantsACertificate() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());

        try (MockWebServer server = server("127.0.0.1")) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .satisfies(TlsTest::isRefusedForItsCertificate)
                    .hasMessageContaining("does not accept the certificate of this client");
        }
    }

    @Test
    void saysThatTheCertificateOfTheEngineHasExpired() throws IOException {
        HeldCertificate client = signed(authority, "client");
        writeFolder(authority, client, client.privateKeyPkcs8Pem());
        HeldCertificate expired = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("127.0.0.1")
                .validityInterval(1_000, 2_000)
                .build();

        try (MockWebServer server = server(expired)) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .satisfies(TlsTest::isRefusedForItsCertificate)
                    .hasMessageContaining("it has expired");
        }
    }

    @Test
    void saysThatAFileIsMissing() throws IOException {
        Files.writeString(
                folder.resolve("cert.pem"), signed(authority, "client").certificatePem());

        assertThatThrownBy(() -> connect("tcp://127.0.0.1:1"))
                .hasMessageContaining("there is no " + folder.resolve("key.pem"));
        Files.delete(folder.resolve("cert.pem"));
        assertThatThrownBy(() -> connect("tcp://127.0.0.1:1"))
                .hasMessageContaining("there is no " + folder.resolve("ca.pem"));
    }

    private void connect(String host) {
        DockerEngine.connect(DockerSettings.of(Map.of()).withHost(host).withTlsFolder(folder))
                .close();
    }

    private static void isRefusedForItsCertificate(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        EngineUnavailableException.class,
                        e -> assertThat(e.code()).isEqualTo("ENGINE_TLS_REFUSED"));
    }

    @Test
    void saysWhatIsWrongWithTheFolder() throws IOException {
        HeldCertificate client = signed(authority, "client");
        writeFolder(authority, client, "no key");

        try (MockWebServer server = server("127.0.0.1")) {
            assertThatThrownBy(() -> DockerEngine.connect(settings(server)).close())
                    .isInstanceOfSatisfying(
                            EngineUnavailableException.class,
                            e -> assertThat(e.code()).isEqualTo("ENGINE_TLS_INVALID"))
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void leavesTheSecurityProvidersOfTheProcessAlone() throws IOException {
        Provider[] before = Security.getProviders();

        connectWithOldKey();

        assertThat(Security.getProviders()).isEqualTo(before);
    }

    private MockWebServer server(String name) throws IOException {
        return server(signed(authority, name));
    }

    private MockWebServer server(HeldCertificate own) throws IOException {
        HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(authority.certificate())
                .build();
        MockWebServer server = new MockWebServer();
        server.useHttps(certificates.sslSocketFactory());
        server.requireClientAuth();
        server.enqueue(new MockResponse.Builder().body(VERSION).build());
        server.start(InetAddress.getLoopbackAddress(), 0);
        return server;
    }

    private DockerSettings settings(MockWebServer server) {
        return DockerSettings.of(Map.of())
                .withHost("tcp://127.0.0.1:" + server.getPort())
                .withTlsFolder(folder);
    }

    private void writeFolder(HeldCertificate trusted, HeldCertificate client, String key) throws IOException {
        Files.writeString(folder.resolve("ca.pem"), trusted.certificatePem());
        Files.writeString(folder.resolve("cert.pem"), client.certificatePem());
        Files.writeString(folder.resolve("key.pem"), key);
    }

    private static HeldCertificate signed(HeldCertificate authority, String name) {
        return new HeldCertificate.Builder()
                .signedBy(authority)
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
    }
}
