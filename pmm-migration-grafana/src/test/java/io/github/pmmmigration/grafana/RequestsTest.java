package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServiceAccount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What goes over the wire: methods, paths, bodies and header fields. */
class RequestsTest {
    private static final Organization SECOND = new Organization(4, "Second");
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString(("admin:" + FixtureServer.PASSWORD).getBytes(StandardCharsets.UTF_8));

    @Test
    void sendsUserAndPasswordWithoutBeingAsked() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            server.connect().pmm().version();

            assertThat(server.calls()).containsExactly("GET /v1/version");
            assertThat(header(server, "Authorization")).isEqualTo(BASIC);
        }
    }

    @Test
    void sendsATokenAsBearer() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            server.connect(Credentials.token(Secret.of("glsa_abc"))).pmm().version();

            assertThat(header(server, "Authorization")).isEqualTo("Bearer glsa_abc");
        }
    }

    @Test
    void writesUserAndPasswordAsUtf8() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            server.connect(Credentials.basic("jürgen", Secret.of("päßwörd:!")))
                    .pmm()
                    .version();

            String sent = header(server, "Authorization").substring("Basic ".length());
            assertThat(new String(Base64.getDecoder().decode(sent), StandardCharsets.UTF_8))
                    .isEqualTo("jürgen:päßwörd:!");
        }
    }

    @Test
    void asksForReadinessAsNobody() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            server.connect().pmm().isReady();

            assertThat(server.calls()).containsExactly("GET /v1/readyz");
            assertThat(header(server, "Authorization")).isNull();
        }
    }

    @Test
    void readsTheInventoryOfPmm2InThreeRequests() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            PmmServerConnection connection = server.connect();
            connection.pmm().version();

            connection.pmm().inventory();

            assertThat(server.calls())
                    .containsExactly(
                            "GET /v1/version",
                            "POST /v1/inventory/Nodes/List",
                            "POST /v1/inventory/Services/List",
                            "POST /v1/inventory/Agents/List");
            assertThat(server.lastRequest().getBody().utf8()).isEqualTo("{}");
            assertThat(header(server, "Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void readsTheInventoryOfPmm3InThreeRequests() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            PmmServerConnection connection = server.connect();
            connection.pmm().version();

            connection.pmm().inventory();

            assertThat(server.calls())
                    .containsExactly(
                            "GET /v1/version",
                            "GET /v1/inventory/nodes",
                            "GET /v1/inventory/services",
                            "GET /v1/inventory/agents");
        }
    }

    @Test
    void asksForTheVersionOnceAndByItself() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            PmmServerConnection connection = server.connect();

            connection.pmm().settings();
            connection.pmm().clients();

            assertThat(server.calls())
                    .containsExactly(
                            "GET /v1/version", "GET /v1/server/settings", "GET /v1/management/agents/versions");
        }
    }

    @Test
    void namesTheOrganisationInEachCallOfGrafana() {
        try (FixtureServer server = FixtureServer.of("3.0")) {
            PmmServerConnection connection = server.connect();

            connection.grafana().apiKeys(SECOND);
            connection.grafana().convertApiKeys(SECOND);
            connection.grafana().serviceAccounts(SECOND);
            connection.grafana().objects(SECOND);

            assertThat(server.requests()).allSatisfy(request -> {
                assertThat(request.getHeaders().get("X-Grafana-Org-Id")).isEqualTo("4");
                assertThat(request.getHeaders().get("Authorization")).isEqualTo(BASIC);
            });
        }
    }

    @Test
    void asksForExpiredKeysToo() {
        try (FixtureServer server = FixtureServer.of("2.44.1")) {
            server.connect().grafana().apiKeys(SECOND);

            assertThat(server.calls()).containsExactly("GET /graph/api/auth/keys?includeExpired=true");
        }
    }

    @Test
    void createsAccountAndTokenInTheOrganisation() {
        try (FixtureServer server = FixtureServer.of("3.8.1")) {
            PmmServerConnection connection = server.connect();

            ServiceAccount account = connection.grafana().createServiceAccount(SECOND, "ci \"quoted\"", "Editor");
            connection.grafana().createToken(SECOND, account, "ci-token");

            assertThat(server.calls())
                    .containsExactly("POST /graph/api/serviceaccounts", "POST /graph/api/serviceaccounts/9/tokens");
            assertThat(server.requests().get(0).getBody().utf8())
                    .contains("\"name\":\"ci \\\"quoted\\\"\"")
                    .contains("\"role\":\"Editor\"")
                    .contains("\"isDisabled\":false");
            assertThat(server.requests().get(1).getBody().utf8())
                    .contains("\"name\":\"ci-token\"")
                    .contains("\"secondsToLive\":0");
        }
    }

    @Test
    void addressesGrafanaDirectlyIfToldTo() {
        try (FixtureServer pmm = FixtureServer.of("3.8.1");
                FixtureServer grafana = FixtureServer.of("3.8.1")) {
            grafana.answering("GET /api/orgs", "orgs");

            pmm.connectWithGrafanaAt(grafana.address()).grafana().organizations();

            assertThat(pmm.calls()).isEmpty();
            assertThat(grafana.calls()).containsExactly("GET /api/orgs?perpage=1000&page=0");
        }
    }

    private static String header(FixtureServer server, String name) {
        RecordedRequest request = server.lastRequest();
        return request.getHeaders().get(name);
    }
}
