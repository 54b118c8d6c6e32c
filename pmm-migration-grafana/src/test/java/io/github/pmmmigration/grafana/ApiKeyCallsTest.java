package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerUnavailableException;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import io.github.pmmmigration.server.UnexpectedReplyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyCallsTest {
    private static final Organization MAIN = new Organization(1, "Main Org.");
    private static final String KEYS = "GET /graph/api/auth/keys";
    private static final String MIGRATE = "POST /graph/api/serviceaccounts/migrate";

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0"})
    void listsKeysWithRoleAndExpiration(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            ApiKeyListing listing = server.connect().grafana().apiKeys(MAIN);

            assertThat(listing)
                    .isEqualTo(new ApiKeyListing(
                            true,
                            List.of(
                                    new ApiKey(5, "pmm-agent-db1", "Admin", 1, Optional.empty()),
                                    new ApiKey(6, "backup job", "Viewer", 1, moment("2024-01-01T00:00:00Z")),
                                    new ApiKey(7, "ci", "Editor", 1, moment("2031-01-01T00:00:00Z")))));
        }
    }

    @ParameterizedTest
    @CsvSource({"3.7, true", "3.8.1, false", "3.12, false"})
    void tellsNoKeysFromKeysThatAreNotOffered(String version, boolean offered) {
        try (FixtureServer server = FixtureServer.of(version)) {
            ApiKeyListing listing = server.connect().grafana().apiKeys(MAIN);

            assertThat(listing).isEqualTo(new ApiKeyListing(offered, List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1"})
    void countsForGrafana92WhichDoesNot(String version) {
        try (FixtureServer server = FixtureServer.of(version)
                .answering(KEYS, Fixtures.reply(version, "keys"), Fixtures.reply(version, "keys-left"))) {
            ApiKeyConversion conversion = server.connect().grafana().convertApiKeys(MAIN);

            assertThat(conversion)
                    .isEqualTo(new ApiKeyConversion(
                            true, 3, 2, 1, List.of(7L), List.of("API key name: ci - Error: Grafana does not say why")));
        }
    }

    @Test
    void countsForGrafana92WhenItStopsHalfWay() {
        MockResponse stopped = Replies.json(500, Map.of("message", "Internal Server Error"));
        try (FixtureServer server = FixtureServer.of("2.44.1")
                .answering(KEYS, Fixtures.reply("2.44.1", "keys"), Fixtures.reply("2.44.1", "keys-left"))
                .answering(MIGRATE, stopped)) {
            ApiKeyConversion conversion = server.connect().grafana().convertApiKeys(MAIN);

            assertThat(conversion)
                    .isEqualTo(new ApiKeyConversion(
                            true, 3, 2, 1, List.of(7L), List.of("API key name: ci - Error: Internal Server Error")));
        }
    }

    @Test
    void reportsPartialFailureWithIdsAndDetails() {
        try (FixtureServer server = FixtureServer.of("3.0")) {
            ApiKeyConversion conversion = server.connect().grafana().convertApiKeys(MAIN);

            assertThat(conversion)
                    .isEqualTo(new ApiKeyConversion(
                            true,
                            3,
                            2,
                            1,
                            List.of(7L),
                            List.of("API key name: ci - Error: failed to create service account")));
        }
    }

    @Test
    void takesNullForNoFailures() {
        try (FixtureServer server = FixtureServer.of("3.7")) {
            ApiKeyConversion conversion = server.connect().grafana().convertApiKeys(MAIN);

            assertThat(conversion).isEqualTo(new ApiKeyConversion(true, 0, 0, 0, List.of(), List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.12"})
    void takesAMissingCallForOneThatIsNotOffered(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            ApiKeyConversion conversion = server.connect().grafana().convertApiKeys(MAIN);

            assertThat(conversion).isEqualTo(ApiKeyConversion.notOffered());
        }
    }

    @Test
    void doesNotTakeAWrongAddressForAVersionWithoutKeys() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(KEYS, Replies.html(404))) {
            GrafanaApi grafana = server.connect().grafana();

            assertThatExceptionOfType(UnexpectedReplyException.class).isThrownBy(() -> grafana.apiKeys(MAIN));
        }
    }

    @Test
    void doesNotTakeAGatewayForGrafana() {
        try (FixtureServer server = FixtureServer.of("2.44.1").answering(MIGRATE, Replies.html(502))) {
            GrafanaApi grafana = server.connect().grafana();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> grafana.convertApiKeys(MAIN))
                    .withMessageContaining("may or may not");
        }
    }

    @ParameterizedTest
    @CsvSource({"200, true", "400, false", "404, false", "500, false"})
    void tellsWhetherOneKeyWasConverted(int status, boolean converted) {
        MockResponse answer = Replies.json(status, Map.of("message", "what Grafana says"));
        try (FixtureServer server = FixtureServer.of("3.0").answering(MIGRATE + "/7", answer)) {
            boolean result = server.connect().grafana().convertApiKey(MAIN, 7);

            assertThat(result).isEqualTo(converted);
        }
    }

    @Test
    void doesNotTakeAnOutageForARefusedKey() {
        try (FixtureServer server = FixtureServer.of("3.0").answering(MIGRATE + "/7", Replies.html(503))) {
            GrafanaApi grafana = server.connect().grafana();

            assertThatExceptionOfType(ServerUnavailableException.class)
                    .isThrownBy(() -> grafana.convertApiKey(MAIN, 7));
        }
    }

    @Test
    void deletesOneKey() {
        try (FixtureServer server = FixtureServer.of("3.0")
                .answering("DELETE /graph/api/auth/keys/7", Replies.json(Map.of("message", "API key deleted")))) {
            server.connect().grafana().deleteApiKey(MAIN, 7);

            assertThat(server.calls()).containsExactly("DELETE /graph/api/auth/keys/7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "3.7", "3.8.1", "3.12"})
    void listsServiceAccounts(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            List<ServiceAccount> accounts = server.connect().grafana().serviceAccounts(MAIN);

            assertThat(accounts)
                    .containsExactly(
                            new ServiceAccount(
                                    2, "sa-autogen-pmm-agent-db1", "sa-autogen-1-pmm-agent-db1", "Admin", 1, 1),
                            new ServiceAccount(3, "sa-autogen-backup job", "sa-autogen-1-backup-job", "Viewer", 1, 1));
        }
    }

    @Test
    void turnsPagesEvenIfTheServerMakesThemSmaller() {
        try (FixtureServer server = FixtureServer.of("3.8.1")
                .answering(
                        "GET /graph/api/serviceaccounts/search",
                        page(1, 0, 100),
                        page(2, 100, 100),
                        page(3, 200, 50))) {
            List<ServiceAccount> accounts = server.connect().grafana().serviceAccounts(MAIN);

            assertThat(accounts)
                    .extracting(ServiceAccount::id)
                    .doesNotHaveDuplicates()
                    .hasSize(250);
            assertThat(server.calls()).hasSize(3).last().asString().contains("page=3");
        }
    }

    @Test
    void stopsTurningPagesThatAreEmpty() {
        MockResponse promising = Replies.json(Map.of("totalCount", 9999, "serviceAccounts", List.of()));
        try (FixtureServer server =
                FixtureServer.of("3.8.1").answering("GET /graph/api/serviceaccounts/search", promising)) {
            assertThat(server.connect().grafana().serviceAccounts(MAIN)).isEmpty();
            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void handsOverTheSecretOfANewToken() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            GrafanaApi grafana = server.connect().grafana();

            ServiceAccount account = grafana.createServiceAccount(MAIN, "ci", "Editor");
            ServiceAccountToken token = grafana.createToken(MAIN, account, "ci-token");

            assertThat(account).isEqualTo(new ServiceAccount(9, "ci", "sa-1-ci", "Editor", 1, 0));
            assertThat(token).isEqualTo(new ServiceAccountToken(9, "ci-token", Secret.of("glsa_Tj7Bm2VpXq0_00000000")));
            assertThat(token).asString().doesNotContain("glsa_");
        }
    }

    @ParameterizedTest
    @CsvSource({"400, service account already exists", "409, A service account with that name exists"})
    void tellsThatANameIsTaken(int status, String message) {
        try (FixtureServer server = FixtureServer.of("3.8.1")
                .answering("POST /graph/api/serviceaccounts", Replies.json(status, Map.of("message", message)))) {
            GrafanaApi grafana = server.connect().grafana();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> grafana.createServiceAccount(MAIN, "ci", "Editor"))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ServerCodes.SERVICE_ACCOUNT_EXISTS));
        }
    }

    @Test
    void countsTenThousandKeysInFiftyOrganisationsWithFewRequests() {
        List<Map<String, Object>> keys = IntStream.range(0, 200)
                .mapToObj(id -> Map.<String, Object>of("id", id, "name", "key-" + id, "role", "Admin"))
                .toList();
        try (FixtureServer server = FixtureServer.of("3.0").answering(KEYS, Replies.json(keys))) {
            GrafanaApi grafana = server.connect().grafana();
            List<ApiKey> all = new ArrayList<>();

            for (int id = 1; id <= 50; id++) {
                all.addAll(grafana.apiKeys(new Organization(id, "org-" + id)).keys());
            }

            assertThat(all).hasSize(10_000);
            assertThat(server.calls()).hasSize(50);
        }
    }

    private static MockResponse page(int number, int first, int size) {
        List<Map<String, Integer>> accounts = IntStream.range(first, first + size)
                .mapToObj(id -> Map.of("id", id))
                .toList();
        return Replies.json(Map.of("totalCount", 250, "serviceAccounts", accounts, "page", number, "perPage", 100));
    }

    private static Optional<Instant> moment(String text) {
        return Optional.of(Instant.parse(text));
    }
}
