package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineTimeoutException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.PmmServerConnectorContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests through the curl of a container; that of this machine stands for it. */
class CurlTransportTest {
    private static final ContainerId CONTAINER = new ContainerId("0".repeat(64));
    private static final ServerEndpoint INSIDE = ServerEndpoint.of(URI.create("http://127.0.0.1:8080"));
    private static final Credentials ADMIN = Credentials.basic("admin", Secret.of("pa\"ss\\wörd"));

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        assumeTrue(LocalCurlEngine.isPossible(), "no curl here");
        return Stream.of("2.44.1", "3.7.0", "3.8.1")
                .flatMap(version -> PmmServerConnectorContract.checks(() -> new Inside(version)).stream()
                        .map(check -> DynamicTest.dynamicTest(version + " " + check.name(), check::run)));
    }

    @Test
    void showsNoSecretAsAnArgument() {
        List<Command> commands = Collections.synchronizedList(new ArrayList<>());
        ContainerEngine engine = LocalCurlEngine.running((command, timeout) -> {
            commands.add(command);
            return new ExecResult(0, "{\"version\":\"3.8.1\"}\n200 ", "");
        });

        try (PmmServerConnection connection = connect(engine)) {
            assertThat(connection.pmm().version().version()).isEqualTo(PmmVersion.of(3, 8, 1));
        }

        assertThat(commands).singleElement().satisfies(command -> {
            assertThat(command.toString()).doesNotContain("pa\"ss").doesNotContain("Authorization");
            assertThat(command.arguments()).hasSize(3).startsWith("sh", "-c");
        });
    }

    @Test
    void writesInstructionsThatCurlReadsBack() {
        TransportRequest request = new TransportRequest(
                "POST",
                URI.create("http://127.0.0.1/x?a=%22b"),
                Map.of("Authorization", "Basic \"\\"),
                Optional.of("{\"a\":\"line\\nbreak\"}"),
                Duration.ofMillis(1500),
                false);

        assertThat(CurlInstructions.of(request, CurlTrust.of(TlsTrust.system()).get(0)))
                .contains("url = \"http://127.0.0.1/x?a=%22b\"\n")
                .contains("header = \"Authorization: Basic \\\"\\\\\"\n")
                .contains("data-raw = \"{\\\"a\\\":\\\"line\\\\nbreak\\\"}\"\n")
                .contains("max-time = \"1.500\"\n")
                .contains("noproxy = \"*\"\n");
    }

    @ParameterizedTest
    @CsvSource({
        "6, host name",
        "7, no connection",
        "28, did not answer within",
        "52, broke before the reply was complete",
        "127, broke before the reply was complete"
    })
    void knowsWhyCurlFailed(int code, String reason) {
        ContainerEngine engine = LocalCurlEngine.running((command, timeout) -> new ExecResult(code, "", "curl: no"));

        try (PmmServerConnection connection = connect(engine)) {
            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .withMessageContaining(reason);
            assertThat(connection.pmm().isReady()).isFalse();
        }
    }

    @Test
    void takesAnEngineThatCannotRunCommandsForAServerThatIsAway() {
        ContainerEngine rejecting = LocalCurlEngine.running((command, timeout) -> {
            throw new EngineRejectedException(
                    new Problem("CONTAINER_NOT_RUNNING", "It does not run.", "", "Start it."));
        });
        ContainerEngine slow = LocalCurlEngine.running((command, timeout) -> {
            throw new EngineTimeoutException(new Problem("EXEC_TIMEOUT", "It takes too long.", "", "Wait."));
        });

        for (ContainerEngine engine : List.of(rejecting, slow)) {
            try (PmmServerConnection connection = connect(engine)) {
                assertThatExceptionOfType(ServerUnavailableException.class)
                        .isThrownBy(() -> connection.pmm().version());
            }
        }
    }

    @Test
    void doesNotTakeACutOutputForAReply() {
        ContainerEngine engine =
                LocalCurlEngine.running((command, timeout) -> new ExecResult(0, "{\"version\":\"3.8.1\"}", ""));

        try (PmmServerConnection connection = connect(engine)) {
            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> connection.pmm().version());
        }
    }

    @Test
    void seesRedirectsAndDoesNotFollowThem() {
        assumeTrue(LocalCurlEngine.isPossible(), "no curl here");
        try (FixtureServer server =
                        FixtureServer.of("3.8.1").answering("GET /v1/version", Replies.redirect("/graph/login"));
                PmmServerConnection connection = HttpServerConnector.create()
                        .inside(LocalCurlEngine.create(), CONTAINER)
                        .orElseThrow()
                        .connect(server.endpoint(), ADMIN)) {
            assertThatExceptionOfType(AuthenticationFailedException.class)
                    .isThrownBy(() -> connection.pmm().version())
                    .withMessageContaining("login page");
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void sendsTheSameRequestsAsOkHttp() {
        assumeTrue(LocalCurlEngine.isPossible(), "no curl here");
        try (FixtureServer server = FixtureServer.of("3.0");
                PmmServerConnection connection = HttpServerConnector.create()
                        .inside(LocalCurlEngine.create(), CONTAINER)
                        .orElseThrow()
                        .connect(server.endpoint(), ADMIN)) {
            connection.grafana().createServiceAccount(new Organization(4, "Second"), "ci \"q\" \\ ü", "Editor");
            var curl = server.lastRequest();
            server.connect(ADMIN)
                    .grafana()
                    .createServiceAccount(new Organization(4, "Second"), "ci \"q\" \\ ü", "Editor");
            var okhttp = server.lastRequest();

            assertThat(curl.getBody()).isEqualTo(okhttp.getBody());
            for (String name : List.of("Authorization", "X-Grafana-Org-Id", "Accept", "Content-Type", "User-Agent")) {
                assertThat(curl.getHeaders().values(name))
                        .isEqualTo(okhttp.getHeaders().values(name));
            }
        }
    }

    private static PmmServerConnection connect(ContainerEngine engine) {
        return HttpServerConnector.create()
                .inside(engine, CONTAINER)
                .orElseThrow()
                .connect(INSIDE, ADMIN);
    }

    private record Inside(HttpFace face, PmmVersion version) implements PmmServerConnectorContract.Subject {
        Inside(String version) {
            this(
                    HttpFace.of((version.startsWith("2") ? FakePmmServer.pmm2(version) : FakePmmServer.pmm3(version))
                            .withApiKeys(3)
                            .withServices(3)),
                    PmmVersion.parse(version));
        }

        @Override
        public PmmServerConnector connector() {
            return HttpServerConnector.create()
                    .inside(LocalCurlEngine.create(), CONTAINER)
                    .orElseThrow();
        }

        @Override
        public ServerEndpoint endpoint() {
            return face.endpoint();
        }

        @Override
        public Credentials credentials() {
            return Credentials.factoryDefault();
        }

        @Override
        public void close() {
            face.close();
        }
    }
}
