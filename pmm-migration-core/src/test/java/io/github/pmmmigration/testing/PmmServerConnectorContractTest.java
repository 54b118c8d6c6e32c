package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.ServerVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A suite that nothing can fail is worth nothing: here are connectors that each break one thing. */
class PmmServerConnectorContractTest {
    private static final MonitoredNode SERVER = new MonitoredNode("pmm-server", "pmm-server", "generic");

    static List<Flaw> flaws() {
        return List.of(
                new Flaw("isReady", false, "sees that the server is ready"),
                new Flaw("isReady", unavailable(), "sees that the server is ready"),
                new Flaw("version", version("3.7.0"), "tells the version of the server"),
                new Flaw("version", new IllegalStateException("raw"), "tells the version of the server"),
                new Flaw("inventory", inventory("/service_id/1", "mysql", "RUNNING"), "gives identifiers without"),
                new Flaw("inventory", inventory("1", "SERVICE_TYPE_MYSQL", "RUNNING"), "gives kinds and states"),
                new Flaw("inventory", inventory("1", "mysql", "AGENT_STATUS_RUNNING"), "gives kinds and states"),
                new Flaw("inventory", orphaned(), "gives an inventory whose parts fit together"),
                new Flaw("settings", new ServerSettings(Map.of("data_retention", "720h")), "gives settings in one"),
                new Flaw("clients", List.of(), "gives clients with a node and a version"),
                new Flaw("metrics", backwards(), "gives a span of samples in order"),
                new Flaw("queryAnalyticsRows", -1L, "counts the rows of Query Analytics"),
                new Flaw("checkForUpdate", unavailable(), "looks for updates of PMM 2 only"),
                new Flaw("organizations", List.of(), "lists the main organisation"),
                new Flaw("apiKeys", new ApiKeyListing(true, List.of()), "accounts for each key that it converts"),
                new Flaw("convertApiKeys", converted(3), "converts keys once"),
                new Flaw("serviceAccounts", List.of(), "creates a service account with a token"),
                new Flaw("createServiceAccount", unavailable(), "does not create a service account twice"),
                new Flaw("objects", unavailable(), "names what people keep"));
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void noticesAFlaw(Flaw flaw) {
        List<String> failed = PmmServerConnectorContract.checks(() -> new Subject(flaw)).stream()
                .filter(PmmServerConnectorContractTest::fails)
                .map(NamedCheck::name)
                .toList();

        assertThat(failed).anyMatch(name -> name.startsWith(flaw.check()));
    }

    @Test
    void namesItsChecksWithoutRepeatingItself() {
        List<NamedCheck> checks = PmmServerConnectorContract.checks(() -> new Subject(flaws().get(0)));

        assertThat(checks).extracting(NamedCheck::name).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    private static boolean fails(NamedCheck check) {
        try {
            check.run();
            return false;
        } catch (AssertionError | Exception e) {
            return true;
        }
    }

    private static ServerException unavailable() {
        return new ServerUnavailableException(new Problem("SERVER_UNAVAILABLE", "Away.", "", "Wait."));
    }

    private static ServerVersion version(String text) {
        return new ServerVersion(PmmVersion.parse(text), text, "DOCKER");
    }

    private static Inventory inventory(String serviceId, String type, String status) {
        return new Inventory(
                List.of(SERVER),
                List.of(new MonitoredService(serviceId, "db", type, "pmm-server")),
                List.of(new MonitoringAgent("2", "mysqld_exporter", serviceId, status, false)));
    }

    private static Inventory orphaned() {
        return new Inventory(
                List.of(SERVER), List.of(), List.of(new MonitoringAgent("2", "mysqld_exporter", "9", "DONE", false)));
    }

    private static MetricsSpan backwards() {
        Instant moment = Instant.parse("2999-01-01T00:00:00Z");
        return new MetricsSpan(Optional.of(moment), Optional.of(moment.minusSeconds(1)));
    }

    private static ApiKeyConversion converted(int count) {
        return new ApiKeyConversion(true, count, count, 0, List.of(), List.of());
    }

    /** A method that gives a wrong answer, or throws the wrong thing, and the check that has to notice. */
    private record Flaw(String method, Object answer, String check) {
        Object apply(Object target, Method called, Object[] arguments) throws Throwable {
            if (!called.getName().equals(method)) {
                return invoke(target, called, arguments);
            }
            if (answer instanceof RuntimeException exception) {
                throw exception;
            }
            return answer;
        }

        @SuppressWarnings("unchecked")
        <T> T spoiled(Class<T> type, T target) {
            return (T) Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, called, arguments) -> apply(target, called, arguments));
        }

        private static Object invoke(Object target, Method called, Object[] arguments) throws Throwable {
            try {
                return called.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    private record Subject(FakePmmServer server, Flaw flaw) implements PmmServerConnectorContract.Subject {
        Subject(Flaw flaw) {
            this(FakePmmServer.pmm2("2.44.1").withApiKeys(3).withService("db", "mysql"), flaw);
        }

        @Override
        public PmmServerConnector connector() {
            return (endpoint, credentials) -> new Spoiled(server.connector().connect(endpoint, credentials), flaw);
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
        public PmmVersion version() {
            return server.version();
        }

        @Override
        public boolean mindsAddresses() {
            return false;
        }
    }

    private record Spoiled(PmmServerConnection sound, Flaw flaw) implements PmmServerConnection {
        @Override
        public PmmServerApi pmm() {
            return flaw.spoiled(PmmServerApi.class, sound.pmm());
        }

        @Override
        public GrafanaApi grafana() {
            return flaw.spoiled(GrafanaApi.class, sound.grafana());
        }

        @Override
        public void close() {
            sound.close();
        }
    }
}
