package io.github.pmmmigration.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One server, described by the replies of six versions, has to come out the same. */
class VersionShapesTest {
    private static final Organization MAIN = new Organization(1, "Main Org.");
    private static final String ID = "0b6f1c2e-7d3a-4c55-9e10-0000000000";

    @ParameterizedTest
    @CsvSource({
        "2.41, 2.41.2, 2.41.2-24.2403071043.97e08c1.el7",
        "2.44.1, 2.44.1, 2.44.1-20.2504221043.ab12cd3.el9",
        "3.0, 3.0.0, 3.0.0",
        "3.7, 3.7.0, 3.7.0",
        "3.8.1, 3.8.1, 3.8.1",
        "3.12, 3.12.0, 3.12.0"
    })
    void readsTheVersion(String version, String number, String full) {
        try (FixtureServer server = FixtureServer.of(version)) {
            ServerVersion read = server.connect().pmm().version();

            assertThat(read).isEqualTo(new ServerVersion(PmmVersion.parse(number), full, "DOCKER"));
        }
    }

    @Test
    void skipsWhatOnlyAnotherVersionPutsIntoTheInventory() {
        MockResponse nodes = new MockResponse.Builder().body("""
                        {"generic": [{"node_id": "n1", "node_name": "db1", "extra": [1, {"a": null}]}, null],
                         "container": null, "total_size": 1, "hints": ["one", 2, ["three"]],
                         "warnings": [{"text": "none of ours"}]}""").build();
        try (FixtureServer server = FixtureServer.of("3.8.1").answering("GET /v1/inventory/nodes", nodes)) {
            assertThat(server.connect().pmm().inventory().nodes())
                    .containsExactly(new MonitoredNode("n1", "db1", "generic"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void readsNodesServicesAndAgents(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            Inventory inventory = server.connect().pmm().inventory();

            assertThat(inventory.nodes())
                    .containsExactly(
                            new MonitoredNode("pmm-server", "pmm-server", "generic"),
                            new MonitoredNode(ID + "01", "db1", "generic"),
                            new MonitoredNode(ID + "02", "db2", "remote"));
            assertThat(inventory.services())
                    .contains(
                            new MonitoredService(ID + "11", "db1-mysql", "mysql", ID + "01"),
                            new MonitoredService(ID + "10", "pmm-server-postgresql", "postgresql", "pmm-server"),
                            new MonitoredService(ID + "12", "db2-postgres", "postgresql", ID + "02"),
                            new MonitoredService(ID + "13", "db1-redis", "external", ID + "01"))
                    .hasSize(version.equals("3.12") ? 5 : 4);
            assertThat(inventory.agents())
                    .contains(
                            new MonitoringAgent("pmm-server", "pmm_agent", "", "CONNECTED", false),
                            new MonitoringAgent(ID + "22", "pmm_agent", "", "DISCONNECTED", false),
                            new MonitoringAgent(ID + "24", "node_exporter", "", "RUNNING", false),
                            new MonitoringAgent(ID + "25", "mysqld_exporter", ID + "11", "RUNNING", false),
                            new MonitoringAgent(ID + "26", "postgres_exporter", ID + "12", "WAITING", false),
                            new MonitoringAgent(ID + "27", "qan_mysql_perfschema_agent", ID + "11", "DONE", true),
                            new MonitoringAgent(ID + "28", "external_exporter", ID + "13", "", false))
                    .hasSize(version.equals("3.12") ? 10 : 9);
        }
    }

    @Test
    void keepsKindsAndStatesThatItDoesNotKnow() {
        try (FixtureServer server = FixtureServer.of("3.12")) {
            Inventory inventory = server.connect().pmm().inventory();

            assertThat(inventory.services())
                    .contains(new MonitoredService(ID + "14", "db1-valkey", "valkey", ID + "01"));
            assertThat(inventory.agents())
                    .contains(new MonitoringAgent(
                            ID + "29", "valkey_exporter", ID + "14", "INITIALIZATION_ERROR", false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void readsSettingsUnderTheSameNames(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            Map<String, String> settings = server.connect().pmm().settings().values();

            assertThat(settings)
                    .containsOnly(
                            Map.entry("data_retention", "2592000s"),
                            Map.entry("metrics_resolution_hr", "5s"),
                            Map.entry("metrics_resolution_mr", "10s"),
                            Map.entry("metrics_resolution_lr", "60s"),
                            Map.entry("advisor_standard_interval", "86400s"),
                            Map.entry("advisor_rare_interval", "280800s"),
                            Map.entry("advisor_frequent_interval", "14400s"),
                            Map.entry("updates_enabled", version.equals("2.41") ? "false" : "true"),
                            Map.entry("telemetry_enabled", "true"),
                            Map.entry("advisor_enabled", "true"),
                            Map.entry("alerting_enabled", "true"),
                            Map.entry("backup_management_enabled", "true"),
                            Map.entry("azurediscover_enabled", "false"),
                            Map.entry("enable_access_control", "false"),
                            Map.entry("pmm_public_address", ""),
                            Map.entry("aws_partitions", "aws"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2.41, 2.41.2, 2.41.0", "2.44.1, 2.44.1, 2.44.1"})
    void putsTheClientsOfPmm2TogetherFromInventoryAndMetrics(String version, String own, String client) {
        try (FixtureServer server = FixtureServer.of(version)) {
            List<ClientVersion> clients = server.connect().pmm().clients();

            assertThat(clients)
                    .containsExactly(
                            new ClientVersion("pmm-server", "pmm-server", own, ""),
                            new ClientVersion(ID + "21", "db1", client, ""),
                            new ClientVersion(ID + "22", "db2", "", ""));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.0, 3.0.0, 3.0.0, required",
        "3.7, 3.7.0, 3.0.0, required",
        "3.8.1, 3.8.1, 3.0.0, required",
        "3.12, 3.12.0, 9.0.0, never_seen_before"
    })
    void readsTheClientsOfPmm3(String version, String own, String other, String severity) {
        try (FixtureServer server = FixtureServer.of(version)) {
            List<ClientVersion> clients = server.connect().pmm().clients();

            assertThat(clients)
                    .containsExactly(
                            new ClientVersion("pmm-server", "pmm-server", own, "up_to_date"),
                            new ClientVersion(ID + "21", "db1", "2.44.1", "critical"),
                            new ClientVersion(ID + "22", "db2", other, severity));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void countsTheRowsOfQueryAnalytics(String version) {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        try (FixtureServer server = FixtureServer.of(version)) {
            long rows = server.connect().pmm().queryAnalyticsRows(noon.minusSeconds(3600), noon);

            assertThat(rows).isEqualTo(42);
            assertThat(server.lastRequest().getBody().utf8())
                    .contains("\"period_start_from\":\"2026-01-01T11:00:00Z\"")
                    .contains("\"period_start_to\":\"2026-01-01T12:00:00Z\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void namesWhatPeopleKeepInGrafana(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            GrafanaObjects objects = server.connect().grafana().objects(MAIN);

            assertThat(objects)
                    .isEqualTo(new GrafanaObjects(
                            List.of("MySQL/Overview", "Own"),
                            List.of("MySQL"),
                            List.of("Metrics", "ClickHouse"),
                            List.of("MySQL down", "MySQL restarted"),
                            List.of("admin", "ann")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.41", "2.44.1", "3.0", "3.7", "3.8.1", "3.12"})
    void listsTheOrganisations(String version) {
        try (FixtureServer server = FixtureServer.of(version)) {
            List<Organization> organizations = server.connect().grafana().organizations();

            assertThat(organizations).containsExactly(MAIN, new Organization(4, "Second"));
        }
    }
}
