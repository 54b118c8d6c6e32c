package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.CertificateNotTrustedException;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.TlsTrust;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import io.github.pmmmigration.testing.PmmServerConnectorContract;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The connector against stand-in servers that really run in containers; {@code -Dversions=all} asks all versions that the bed has.
 */
class HttpServerConnectorIT {
    private static final List<String> VERSIONS = "all".equals(System.getProperty("versions"))
            ? List.of("2.41.2", "2.44.1", "3.0.0", "3.7.0", "3.8.1", "3.12.0")
            : List.of("2.44.1", "3.0.0", "3.8.1");
    private static final Map<String, StandIn> SHARED = new HashMap<>();
    private static TestBed bed;

    @BeforeAll
    static void requireBed() {
        bed = TestBed.require();
    }

    @AfterAll
    static void removeServers() {
        SHARED.values().forEach(StandIn::close);
        SHARED.clear();
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        return VERSIONS.stream()
                .flatMap(version -> PmmServerConnectorContract.checks(() -> new Lasting(shared(version))).stream()
                        .map(check -> DynamicTest.dynamicTest(version + " " + check.name(), check::run)));
    }

    @Test
    void seesTheSameThingsBeforeAndAfterTheCutOver() {
        try (StandIn server = StandIn.start(bed, "2.44.1").seeded()) {
            Seen before = Seen.of(server);

            server.becomes("3.7.0");
            Seen after = Seen.of(server);

            assertThat(after.services()).containsAll(before.services());
            assertThat(after.settings()).containsAllEntriesOf(before.settings());
            assertThat(after.objects()).isEqualTo(before.objects());
            assertThat(after.rows()).isEqualTo(before.rows());
            assertThat(after.metrics().oldest()).isEqualTo(before.metrics().oldest());
            assertThat(after.metrics().newest().orElseThrow())
                    .isAfter(before.metrics().newest().orElseThrow());
        }
    }

    @Test
    void convertsKeysPerOrganisationAndReportsTheOneThatFails() {
        try (StandIn server = StandIn.start(bed, "2.44.1", "STANDIN_MIGRATE_FAILS_FOR=key 2")
                        .seeded();
                PmmServerConnection connection = server.connect()) {
            for (Organization organization : connection.grafana().organizations()) {
                ApiKeyConversion conversion = connection.grafana().convertApiKeys(organization);

                assertThat(conversion.failed()).isEqualTo(1);
                assertThat(conversion.failedDetails())
                        .singleElement()
                        .asString()
                        .contains("key 2");
                assertThat(connection.grafana().serviceAccounts(organization))
                        .extracting(ServiceAccount::name)
                        .filteredOn(name -> name.startsWith("sa-autogen"))
                        .hasSize(conversion.migrated());
            }
        }
    }

    @Test
    void followsAnUpdateToItsEnd() {
        try (StandIn server = StandIn.start(bed, "2.41.2", "STANDIN_UPDATE_SECONDS=2");
                PmmServerConnection connection = server.connect()) {
            List<String> log = new ArrayList<>();
            UpdateHandle handle = connection.pmm().startUpdate();
            UpdateProgress progress = new UpdateProgress(List.of(), handle, false);

            while (!progress.done()) {
                progress = next(connection, progress);
                log.addAll(progress.lines());
            }

            assertThat(log)
                    .filteredOn(line -> line.contains("TASK [Upgrade packages]"))
                    .hasSize(1);
            assertThat(connection.pmm().version().version()).isEqualTo(PmmVersion.of(2, 44, 1));
        }
    }

    @Test
    void trustsTheCertificateThatWasReadOutOfTheContainer() {
        StandIn server = shared("3.8.1");
        ServerEndpoint pinned = server.endpoint().withTrust(TlsTrust.pinned(List.of(server.certificate())));
        ServerEndpoint strict = server.endpoint().withTrust(TlsTrust.system());

        try (PmmServerConnection known = server.connector().connect(pinned, server.credentials());
                PmmServerConnection unknown = server.connector().connect(strict, server.credentials())) {
            assertThat(known.pmm().version().version()).isEqualTo(server.version());
            assertThatExceptionOfType(CertificateNotTrustedException.class)
                    .isThrownBy(() -> unknown.pmm().version());
        }
    }

    @ParameterizedTest
    @CsvSource({"2.44.1, http://127.0.0.1:80", "3.8.1, http://127.0.0.1:8080", "3.8.1, https://127.0.0.1:8443"})
    void talksToAServerFromInsideItsContainer(String version, URI address) {
        StandIn server = shared(version);
        ServerEndpoint inside = ServerEndpoint.of(address).withTrust(TlsTrust.pinned(List.of(server.certificate())));
        try (PmmServerConnection outer = server.connect();
                PmmServerConnection inner = server.connector()
                        .inside(server.engine(), server.id())
                        .orElseThrow()
                        .connect(inside, server.credentials())) {
            assertThat(inner.pmm().isReady()).isTrue();
            assertThat(inner.pmm().version()).isEqualTo(outer.pmm().version());
            assertThat(inner.pmm().inventory().nodes())
                    .isEqualTo(outer.pmm().inventory().nodes());
            assertThat(inner.grafana().organizations())
                    .isEqualTo(outer.grafana().organizations());
        }
    }

    /** Starts a server once for all that only ask it. */
    private static StandIn shared(String version) {
        return SHARED.computeIfAbsent(version, same -> {
            StandIn server = StandIn.start(bed, version);
            return version.startsWith("2") ? server.seeded() : server;
        });
    }

    /** A failure on the way to the end is to be expected: the server restarts itself. */
    private static UpdateProgress next(PmmServerConnection connection, UpdateProgress last) {
        try {
            return connection.pmm().updateProgress(last.next());
        } catch (ServerUnavailableException e) {
            return new UpdateProgress(List.of(), last.next(), false);
        }
    }

    private record Lasting(StandIn server) implements PmmServerConnectorContract.Subject {
        @Override
        public PmmServerConnector connector() {
            return server.connector();
        }

        @Override
        public ServerEndpoint endpoint() {
            return server.endpoint();
        }

        @Override
        public Credentials credentials() {
            return server.credentials();
        }

        @Override
        public PmmVersion version() {
            return server.version();
        }
    }

    private record Seen(
            Set<MonitoredService> services,
            Map<String, String> settings,
            Object objects,
            long rows,
            MetricsSpan metrics) {
        static Seen of(StandIn server) {
            try (PmmServerConnection connection = server.connect()) {
                Inventory inventory = connection.pmm().inventory();
                Instant now = Instant.now();
                return new Seen(
                        Set.copyOf(inventory.services()),
                        connection.pmm().settings().values(),
                        connection.grafana().objects(new Organization(1, "Main Org.")),
                        connection
                                .pmm()
                                .queryAnalyticsRows(now.minus(Duration.ofDays(30)), now.minus(Duration.ofHours(1))),
                        connection.pmm().metrics(now.minus(Duration.ofDays(60))));
            }
        }
    }
}
