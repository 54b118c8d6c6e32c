package io.github.pmmmigration.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.AuthenticationFailedException;
import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerEndpoint;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.UpdateHandle;
import io.github.pmmmigration.server.UpdateProgress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FakePmmServerTest {
    private static final ServerEndpoint SOMEWHERE = ServerEndpoint.of(URI.create("https://fake"));
    private static final Organization MAIN = new Organization(1, "Main Org.");
    private static final Organization SECOND = new Organization(4, "Second");

    @Test
    void isReadyAfterTheCallsThatItWasToldToDecline() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").notReadyFor(2);

        List<Boolean> answers = IntStream.range(0, 4)
                .mapToObj(call -> connect(server).pmm().isReady())
                .toList();

        assertThat(answers).containsExactly(false, false, true, true);
    }

    @Test
    void answersAgainAfterBeingUnavailableForAWhile() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").unavailableFor(1);
        PmmServerConnection connection = connect(server);

        assertThatExceptionOfType(ServerUnavailableException.class)
                .isThrownBy(() -> connection.pmm().version());
        assertThat(connection.pmm().version().version()).isEqualTo(PmmVersion.of(2, 44, 1));
    }

    @Test
    void rejectsGoodCredentialsForAWhile() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").rejectingCredentialsFor(1);
        PmmServerConnection connection = connect(server);

        assertThat(connection.pmm().isReady()).isTrue();
        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> connection.pmm().version());
        assertThat(connection.pmm().version().version()).isEqualTo(PmmVersion.of(2, 44, 1));
    }

    @Test
    void letsInOnlyTheCredentialsItWasGiven() {
        Credentials good = Credentials.basic("admin", Secret.of("s3cret"));
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withCredentials(good);

        assertThat(server.connector().connect(SOMEWHERE, good).pmm().inventory().nodes())
                .hasSize(1);
        assertThatExceptionOfType(AuthenticationFailedException.class)
                .isThrownBy(() -> connect(server).pmm().inventory());
    }

    @ParameterizedTest
    @CsvSource({
        // version, keys that are left, service accounts, whether holders of keys are let in
        "3.0.0, 3, 0, true",
        "3.1.0, 3, 0, true",
        "3.2.0, 0, 3, true",
        "3.7.0, 0, 3, true",
        "3.8.1, 0, 0, false",
        "3.12.0, 0, 0, false"
    })
    void treatsKeysAsTheGrafanaOfTheVersionDoes(String version, int keys, int accounts, boolean letsIn) {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withApiKeys(3);
        PmmServerConnection connection = connect(server);

        server.becomes(PmmVersion.parse(version));

        assertThat(connection.grafana().apiKeys(MAIN).keys()).hasSize(keys);
        assertThat(connection.grafana().serviceAccounts(MAIN)).hasSize(accounts);
        assertThat(server.letsIn(1, "key-1")).isEqualTo(letsIn);
    }

    @Test
    void keepsHoldersOfConvertedKeysInsideAfterKeysAreGone() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withApiKeys(1);

        server.becomes(PmmVersion.of(3, 7, 0));
        server.becomes(PmmVersion.of(3, 8, 1));

        assertThat(connect(server).grafana().apiKeys(MAIN).offered()).isFalse();
        assertThat(server.letsIn(1, "key-1")).isTrue();
    }

    @Test
    void convertsOnlyTheKeysOfTheOrganisationAskedFor() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1")
                .withApiKeys(2)
                .withOrganization(4, "Second")
                .withApiKey(4, "Night Job", "Viewer");
        PmmServerConnection connection = connect(server);

        ApiKeyConversion conversion = connection.grafana().convertApiKeys(SECOND);

        assertThat(conversion).isEqualTo(new ApiKeyConversion(true, 1, 1, 0, List.of(), List.of()));
        assertThat(connection.grafana().serviceAccounts(SECOND))
                .extracting(ServiceAccount::name, ServiceAccount::login, ServiceAccount::role)
                .containsExactly(tuple("sa-autogen-Night Job", "sa-autogen-4-night-job", "Viewer"));
        assertThat(connection.grafana().apiKeys(MAIN).keys()).hasSize(2);
    }

    @Test
    void reportsTheKeysWhoseConversionFails() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withApiKeys(3).failingConversionOf("key-2");
        PmmServerConnection connection = connect(server);
        long stubborn = connection.grafana().apiKeys(MAIN).keys().get(1).id();

        ApiKeyConversion conversion = connection.grafana().convertApiKeys(MAIN);

        assertThat(conversion.failedKeyIds()).containsExactly(stubborn);
        assertThat(conversion.failedDetails()).singleElement().asString().contains("key-2");
        assertThat(connection.grafana().convertApiKey(MAIN, stubborn)).isFalse();
        assertThat(connection.grafana().apiKeys(MAIN).keys())
                .extracting(ApiKey::name)
                .containsExactly("key-2");
    }

    @Test
    void refusesExpiredKeys() {
        ManualClock clock = ManualClock.create();
        FakePmmServer server = FakePmmServer.pmm2("2.44.1")
                .withClock(clock)
                .withExpiringApiKey(1, "old", "Admin", clock.instant().plusSeconds(60));

        assertThat(server.letsIn(1, "old")).isTrue();
        clock.advance(Duration.ofSeconds(60));
        assertThat(server.letsIn(1, "old")).isFalse();
    }

    @Test
    void hasWhatItHadWhenItGoesBackToAnOlderVersion() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").withApiKeys(2).losingOnUpgrade("pmm-db");
        server.withService("pmm-db", "postgresql");
        server.becomes(PmmVersion.of(3, 7, 0));
        assertThat(names(server)).doesNotContain("pmm-db");

        server.becomes(PmmVersion.of(2, 44, 1));

        assertThat(connect(server).grafana().apiKeys(MAIN).keys()).hasSize(2);
        assertThat(names(server)).contains("pmm-db");
    }

    @Test
    void neverBecomesAnOlderVersionThatItNeverWas() {
        FakePmmServer server = FakePmmServer.pmm3("3.7.0");

        assertThatIllegalStateException()
                .isThrownBy(() -> server.becomes(PmmVersion.of(2, 44, 1)))
                .withMessageContaining("2.44.1");
        assertThat(server.version()).isEqualTo(PmmVersion.of(3, 7, 0));
    }

    @Test
    void doesNotAnswerWhileItIsStopped() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1").notReadyAfterStartFor(1);
        PmmServerConnection connection = connect(server);

        server.stops();
        boolean stopped = connection.pmm().isReady();
        server.becomes(PmmVersion.of(3, 8, 1));
        boolean starting = connection.pmm().isReady();
        boolean started = connection.pmm().isReady();

        assertThat(List.of(stopped, starting, started)).containsExactly(false, false, true);
    }

    @Test
    void raisesItsVersionWhenAnUpdateIsDone() {
        FakePmmServer server = FakePmmServer.pmm2("2.41.2").withUpdate("2.44.1", 3);
        PmmServerConnection connection = connect(server);
        UpdateHandle handle = connection.pmm().startUpdate();

        List<Boolean> done = IntStream.range(0, 3)
                .mapToObj(poll -> connection.pmm().updateProgress(handle).done())
                .toList();

        assertThat(done).containsExactly(false, false, true);
        assertThat(server.version()).isEqualTo(PmmVersion.of(2, 44, 1));
    }

    @Test
    void saysDoneWithoutEffectIfToldSo() {
        FakePmmServer server = FakePmmServer.pmm2("2.41.2").withUpdateThatChangesNothing("2.44.1", 1);
        PmmServerConnection connection = connect(server);

        UpdateProgress progress =
                connection.pmm().updateProgress(connection.pmm().startUpdate());

        assertThat(progress.done()).isTrue();
        assertThat(server.version()).isEqualTo(PmmVersion.of(2, 41, 2));
    }

    @Test
    void refusesUpdatesWithTheCodesOfARealServer() {
        PmmServerConnection disabled = connect(FakePmmServer.pmm2("2.44.1").withUpdatesDisabled());
        PmmServerConnection newer = connect(FakePmmServer.pmm3("3.8.1"));
        UpdateHandle stranger = new UpdateHandle(Secret.of("stranger"), 0);

        assertThat(codeOf(() -> disabled.pmm().startUpdate())).isEqualTo(ServerCodes.UPDATES_DISABLED);
        assertThat(codeOf(() -> newer.pmm().startUpdate())).isEqualTo(ServerCodes.UPDATES_NOT_OFFERED);
        assertThat(codeOf(() -> disabled.pmm().updateProgress(stranger))).isEqualTo(ServerCodes.UPDATE_TOKEN_REJECTED);
    }

    @Test
    void ratesClientsAgainstTheServer() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1")
                .withService("old", "mysql")
                .withService("new", "mysql")
                .withClientVersion("new", "3.12.0");

        server.becomes(PmmVersion.of(3, 8, 1));

        assertThat(connect(server).pmm().clients())
                .extracting(ClientVersion::nodeName, ClientVersion::severity)
                .containsExactly(
                        tuple("pmm-server", "up_to_date"),
                        tuple("old-node", "critical"),
                        tuple("new-node", "unsupported"));
    }

    @Test
    void knowsTheStateOfAgentsOnlySomeReadingsAfterAStart() {
        FakePmmServer server =
                FakePmmServer.pmm2("2.44.1").withService("db1", "mysql").laggingAgentStatusFor(1);
        server.becomes(PmmVersion.of(3, 8, 1));

        assertThat(exporterStatus(server)).isEqualTo("UNKNOWN");
        assertThat(exporterStatus(server)).isEqualTo("RUNNING");
    }

    @Test
    void receivesSamplesUntilToldOtherwise() {
        ManualClock clock = ManualClock.create();
        Instant start = clock.instant();
        FakePmmServer server = FakePmmServer.pmm2("2.44.1")
                .withClock(clock)
                .withOldestSample(start.minus(Duration.ofDays(3)))
                .withoutSamplesAfterStart();
        clock.advance(Duration.ofMinutes(1));
        assertThat(newest(server, start)).isEqualTo(start.plusSeconds(60));

        server.becomes(PmmVersion.of(3, 8, 1));
        clock.advance(Duration.ofMinutes(1));

        assertThat(newest(server, start)).isEqualTo(start.plusSeconds(60));
    }

    @Test
    void writesDownWhatItWasAsked() {
        FakePmmServer server = FakePmmServer.pmm2("2.44.1");

        connect(server).pmm().version();
        connect(server).grafana().convertApiKeys(MAIN);

        assertThat(server.calls()).containsExactly("version", "convertApiKeys(1)");
    }

    @Test
    void refusesToBeSetUpWithNonsense() {
        assertThatIllegalArgumentException().isThrownBy(() -> FakePmmServer.pmm2("3.8.1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakePmmServer.pmm2("2.44.1").withApiKey(9, "key", "Admin"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakePmmServer.pmm2("2.44.1").withAgentStatus("nothing", "DONE"));
    }

    private static PmmServerConnection connect(FakePmmServer server) {
        return server.connector().connect(SOMEWHERE, Credentials.factoryDefault());
    }

    private static List<String> names(FakePmmServer server) {
        return connect(server).pmm().inventory().services().stream()
                .map(MonitoredService::name)
                .toList();
    }

    private static String exporterStatus(FakePmmServer server) {
        return connect(server).pmm().inventory().agents().stream()
                .filter(agent -> agent.type().equals("mysqld_exporter"))
                .map(MonitoringAgent::status)
                .findFirst()
                .orElseThrow();
    }

    private static Instant newest(FakePmmServer server, Instant start) {
        return connect(server)
                .pmm()
                .metrics(start.minus(Duration.ofDays(9)))
                .newest()
                .orElseThrow();
    }

    private static String codeOf(Runnable call) {
        try {
            call.run();
            return "nothing was thrown";
        } catch (ServerException e) {
            return e.code();
        }
    }
}
