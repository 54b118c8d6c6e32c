package io.github.pmmmigration.grafana;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.testing.FakePmmServer;
import io.github.pmmmigration.testing.PmmServerConnectorContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The contract, kept over HTTP with the fake server behind the paths and the JSON of each version. */
class HttpServerConnectorContractTest {
    private static final PmmServerConnector CONNECTOR = HttpServerConnector.create();

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Stream.of("2.41.2", "2.44.1", "3.0.0", "3.7.0", "3.8.1", "3.12.0")
                .flatMap(version -> PmmServerConnectorContract.checks(() -> new OverHttp(version)).stream()
                        .map(check -> DynamicTest.dynamicTest(version + " " + check.name(), check::run)));
    }

    private static FakePmmServer server(String version) {
        FakePmmServer server = version.startsWith("2") ? FakePmmServer.pmm2(version) : FakePmmServer.pmm3(version);
        return server.withApiKeys(3)
                .failingConversionOf("key-2")
                .withOrganization(4, "Second")
                .withApiKey(4, "other", "Viewer")
                .withServices(5);
    }

    private record OverHttp(HttpFace face, PmmVersion version) implements PmmServerConnectorContract.Subject {
        OverHttp(String version) {
            this(HttpFace.of(server(version)), PmmVersion.parse(version));
        }

        @Override
        public PmmServerConnector connector() {
            return CONNECTOR;
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
