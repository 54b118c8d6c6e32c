package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.ServerVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that a fake server keeps on its disk. */
final class FakeWorld {
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("data_retention", "2592000s"),
            Map.entry("metrics_resolution_hr", "5s"),
            Map.entry("metrics_resolution_mr", "10s"),
            Map.entry("metrics_resolution_lr", "60s"),
            Map.entry("updates_enabled", "true"),
            Map.entry("telemetry_enabled", "true"),
            Map.entry("advisor_enabled", "true"),
            Map.entry("alerting_enabled", "true"),
            Map.entry("backup_management_enabled", "true"),
            Map.entry("azurediscover_enabled", "false"),
            Map.entry("enable_access_control", "false"));

    private final Map<Long, FakeOrganization> organizations = new LinkedHashMap<>();
    private final Map<String, String> settings = new TreeMap<>(SETTINGS);
    private final FakeInventory inventory;
    private final FakeKeyRules keyRules;
    private PmmVersion version;
    private Instant oldestSample = Instant.EPOCH;
    private Optional<Instant> newestSample = Optional.empty();
    private long queryAnalyticsRows = 10;

    private FakeWorld(PmmVersion version, FakeInventory inventory, FakeKeyRules keyRules) {
        this.version = version;
        this.inventory = inventory;
        this.keyRules = keyRules;
    }

    static FakeWorld fresh(PmmVersion version) {
        FakeWorld world = new FakeWorld(version, FakeInventory.fresh(version), new FakeKeyRules(version));
        world.addOrganization(1, "Main Org.");
        return world;
    }

    FakeWorld copy() {
        FakeWorld copy = new FakeWorld(version, inventory.copy(), keyRules.copy());
        organizations.forEach((id, organization) -> copy.organizations.put(id, organization.copy(copy.keyRules)));
        copy.settings.clear();
        copy.settings.putAll(settings);
        copy.oldestSample = oldestSample;
        copy.newestSample = newestSample;
        copy.queryAnalyticsRows = queryAnalyticsRows;
        return copy;
    }

    void startAs(PmmVersion other, Instant now, boolean receives) {
        version = other;
        keyRules.setVersion(other);
        inventory.serverBecomes(other);
        newestSample = receives ? Optional.empty() : Optional.of(newestSample.orElse(now));
        if (keyRules.convertsAtStart()) {
            organizations.values().forEach(FakeOrganization::convertOwn);
        }
    }

    PmmVersion version() {
        return version;
    }

    ServerVersion serverVersion() {
        String full = version.major() == 2 ? version + "-20.2504221043.0000000.el9" : version.toString();
        return new ServerVersion(version, full, "DOCKER");
    }

    void addOrganization(long id, String name) {
        organizations.put(id, new FakeOrganization(new Organization(id, name), keyRules));
    }

    /** Returns an organisation for setting it up. */
    FakeOrganization organization(long id) {
        FakeOrganization organization = organizations.get(id);
        if (organization == null) {
            throw new IllegalArgumentException("organization must be added first: " + id);
        }
        return organization;
    }

    /** Returns an organisation for a call. */
    FakeOrganization reachable(Organization organization) {
        FakeOrganization own = organizations.get(organization.id());
        if (own == null) {
            throw FakeProblems.denied("there is no organisation " + organization.id());
        }
        return own;
    }

    List<Organization> organizations() {
        return organizations.values().stream().map(FakeOrganization::self).toList();
    }

    boolean letsIn(long organization, String keyName, Instant now) {
        return organization(organization).letsIn(keyName, now);
    }

    void addStubbornKey(String name) {
        keyRules.addStubborn(name);
    }

    void keepApiKeys() {
        keyRules.keepKeys();
    }

    void addService(String name, String type) {
        inventory.addService(name, type, version);
    }

    void removeService(String name) {
        inventory.removeService(name);
    }

    void setClientVersion(String service, PmmVersion clientVersion) {
        inventory.setClientVersion(service, clientVersion);
    }

    void setAgentStatus(String service, String status) {
        inventory.setAgentStatus(service, status);
    }

    Inventory inventory(boolean withoutStatus) {
        return inventory.read(withoutStatus);
    }

    List<ClientVersion> clients() {
        return inventory.clients(version);
    }

    void setSetting(String name, String value) {
        settings.put(name, value);
    }

    ServerSettings settings() {
        return new ServerSettings(settings);
    }

    void setOldestSample(Instant moment) {
        oldestSample = moment;
    }

    MetricsSpan metrics(Instant since, Instant now) {
        Instant newest = newestSample.orElse(now);
        if (since.isAfter(newest)) {
            return new MetricsSpan(Optional.empty(), Optional.empty());
        }
        Instant oldest = since.isAfter(oldestSample) ? since : oldestSample;
        return new MetricsSpan(Optional.of(oldest), Optional.of(newest));
    }

    void setQueryAnalyticsRows(long rows) {
        queryAnalyticsRows = rows;
    }

    long queryAnalyticsRows() {
        return queryAnalyticsRows;
    }
}
