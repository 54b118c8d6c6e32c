package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class FakePmmServerContractTest {
    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return Stream.of("2.41.2", "2.44.1", "3.0.0", "3.7.0", "3.8.1", "3.12.0")
                .flatMap(version -> PmmServerConnectorContract.checks(() -> new Fake(version)).stream()
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

    private record Fake(FakePmmServer server, PmmVersion version) implements PmmServerConnectorContract.Subject {
        Fake(String version) {
            this(FakePmmServerContractTest.server(version), PmmVersion.parse(version));
        }

        @Override
        public PmmServerConnector connector() {
            return server.connector();
        }

        @Override
        public ServerEndpoint endpoint() {
            return ServerEndpoint.of(URI.create("http://fake"));
        }

        @Override
        public Credentials credentials() {
            return Credentials.factoryDefault();
        }

        @Override
        public boolean mindsAddresses() {
            return false;
        }
    }
}
