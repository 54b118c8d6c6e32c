package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.PmmServerConnector;
import io.github.pmmmigration.server.PmmVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PMM server without a server: a script that answers through the same port as the real one.
 *
 * <p>It keeps what a server keeps (inventory, settings, API keys and service accounts for each organisation, clients,
 * metrics) and treats API keys as the Grafana of its version does: offered and converted on request up to 3.1, converted
 * at the start from 3.2 on, no longer known from 3.8 on. A simulated engine tells it what happens to its container with
 * {@link #stops()} and {@link #becomes(PmmVersion)}.
 *
 * <pre>{@code
 * FakePmmServer server = FakePmmServer.pmm2("2.44.1")
 *         .withApiKeys(3)
 *         .withService("db1", "mysql")
 *         .notReadyFor(2);
 * PmmServerConnector connector = server.connector();
 * server.becomes(PmmVersion.parse("3.7.0"));
 * }</pre>
 *
 * <p>It accepts {@link Credentials#factoryDefault()} unless told otherwise, at any address. All connections see the same
 * server. Safe for concurrent use.
 *
 * @since 0.1
 */
public final class FakePmmServer {
    private static final long MAIN_ORGANIZATION = 1;
    private static final List<String> TYPES = List.of("mysql", "postgresql", "mongodb");
    private static final List<String> ROLES = List.of("Admin", "Viewer", "Editor");

    private final FakeServer server;

    private FakePmmServer(PmmVersion version) {
        this.server = new FakeServer(FakeWorld.fresh(version));
    }

    /** Returns a PMM 2 that monitors only itself and has no API keys. */
    public static FakePmmServer pmm2(String version) {
        return ofMajor(2, version);
    }

    /** Returns a PMM 3 that monitors only itself and has no API keys. */
    public static FakePmmServer pmm3(String version) {
        return ofMajor(3, version);
    }

    /** Takes the time of samples from this clock instead of the system's; unless told otherwise, they begin 30 days before. */
    public FakePmmServer withClock(Clock clock) {
        return change(fake -> fake.setClock(Objects.requireNonNull(clock, "clock")));
    }

    /** Accepts these credentials and no others. */
    public FakePmmServer withCredentials(Credentials accepted) {
        return change(fake -> fake.accepted = Objects.requireNonNull(accepted, "accepted"));
    }

    /** Adds an organisation. */
    public FakePmmServer withOrganization(long id, String name) {
        return change(fake -> fake.world.addOrganization(id, name));
    }

    /** Adds keys named {@code key-1}, {@code key-2} and so on to the main organisation, with changing roles. */
    public FakePmmServer withApiKeys(int count) {
        for (int number = 1; number <= count; number++) {
            withApiKey(MAIN_ORGANIZATION, "key-" + number, ROLES.get((number - 1) % ROLES.size()));
        }
        return this;
    }

    /** Adds a key that never expires to an organisation. */
    public FakePmmServer withApiKey(long organization, String name, String role) {
        return change(fake -> fake.world.organization(organization).addKey(name, role, Optional.empty()));
    }

    /** Adds a key that expires, or has expired, to an organisation. */
    public FakePmmServer withExpiringApiKey(long organization, String name, String role, Instant expiration) {
        return change(fake -> fake.world.organization(organization).addKey(name, role, Optional.of(expiration)));
    }

    /** Adds a service account to an organisation, for clashes of names. */
    public FakePmmServer withServiceAccount(long organization, String name, String role) {
        return change(fake -> fake.world.organization(organization).addAccount(name, role));
    }

    /** Adds a service with a node of its own, a client there, and its exporter. */
    public FakePmmServer withService(String name, String type) {
        return change(fake -> fake.world.addService(name, type));
    }

    /** Adds services named {@code service-1}, {@code service-2} and so on, of changing types. */
    public FakePmmServer withServices(int count) {
        for (int number = 1; number <= count; number++) {
            withService("service-" + number, TYPES.get((number - 1) % TYPES.size()));
        }
        return this;
    }

    /** Gives the client on the node of a service another version than the server's. */
    public FakePmmServer withClientVersion(String service, String version) {
        PmmVersion parsed = PmmVersion.parse(version);
        return change(fake -> fake.world.setClientVersion(service, parsed));
    }

    /** Sets the status of the exporter of a service, for example {@code WAITING}. */
    public FakePmmServer withAgentStatus(String service, String status) {
        return change(fake -> fake.world.setAgentStatus(service, status));
    }

    /** Sets a setting, under the name that {@code ServerSettings} has for it. */
    public FakePmmServer withSetting(String name, String value) {
        return change(fake -> fake.world.setSetting(name, value));
    }

    /** Sets what people keep in an organisation of Grafana. */
    public FakePmmServer withObjects(long organization, GrafanaObjects objects) {
        return change(fake -> fake.world.organization(organization).setObjects(objects));
    }

    /** Sets the time of the oldest sample. */
    public FakePmmServer withOldestSample(Instant moment) {
        return change(fake -> fake.setOldestSample(moment));
    }

    /** Sets how many rows Query Analytics shows, for any time. */
    public FakePmmServer withQueryAnalyticsRows(long rows) {
        return change(fake -> fake.world.setQueryAnalyticsRows(rows));
    }

    /** Answers the next calls with "not ready yet". */
    public FakePmmServer notReadyFor(int calls) {
        return change(fake -> fake.trouble.notReadyFor(calls));
    }

    /** Does the same after each start that {@link #becomes(PmmVersion)} tells of. */
    public FakePmmServer notReadyAfterStartFor(int calls) {
        return change(fake -> fake.callsUntilReady = calls);
    }

    /** Does not answer the next calls at all. */
    public FakePmmServer unavailableFor(int calls) {
        return change(fake -> fake.trouble.unavailableFor(calls));
    }

    /** Rejects good credentials in the next calls that carry any, as a server does whose Grafana restarts. */
    public FakePmmServer rejectingCredentialsFor(int calls) {
        return change(fake -> fake.trouble.rejectingFor(calls));
    }

    /** Refuses to convert the keys with this name. */
    public FakePmmServer failingConversionOf(String keyName) {
        return change(fake -> fake.world.addStubbornKey(keyName));
    }

    /** Goes on offering API keys and their conversion in versions that are thought to have dropped them. */
    public FakePmmServer stillOfferingApiKeys() {
        return change(fake -> fake.world.keepApiKeys());
    }

    /** Reports the status of agents as unknown in this many readings of the inventory after a start. */
    public FakePmmServer laggingAgentStatusFor(int readings) {
        return change(fake -> fake.readingsUntilStatus = readings);
    }

    /** Stops receiving samples at the next start. */
    public FakePmmServer withoutSamplesAfterStart() {
        return change(fake -> fake.receivesAfterStart = false);
    }

    /** Loses a service at the next step to a newer major. */
    public FakePmmServer losingOnUpgrade(String service) {
        return change(fake -> fake.atUpgrade.add(world -> world.removeService(service)));
    }

    /** Changes a setting at the next step to a newer major. */
    public FakePmmServer changingOnUpgrade(String setting, String value) {
        return change(fake -> fake.atUpgrade.add(world -> world.setSetting(setting, value)));
    }

    /** Changes anything else at the next step to a newer major. */
    public FakePmmServer onUpgrade(Consumer<FakePmmServer> alteration) {
        Objects.requireNonNull(alteration, "alteration");
        return change(fake -> fake.atUpgrade.add(world -> alteration.accept(this)));
    }

    /** Denies the call to this method from now on, as to a user whose role is too low, for example {@code settings}. */
    public FakePmmServer denying(String method) {
        return change(fake -> fake.denied.add(Objects.requireNonNull(method, "method")));
    }

    /** Refuses to update itself, as with {@code DISABLE_UPDATES}. */
    public FakePmmServer withUpdatesDisabled() {
        return change(fake -> fake.update = FakeUpdate.disabled());
    }

    /** Offers an update to that version, which takes this many questions for its progress or for readiness. */
    public FakePmmServer withUpdate(String target, int questions) {
        return withUpdate(FakeUpdate.to(PmmVersion.parse(target), questions));
    }

    /** Offers an update that says it is done after this many questions and leaves the version as it was. */
    public FakePmmServer withUpdateThatChangesNothing(String target, int questions) {
        return withUpdate(FakeUpdate.withoutEffect(PmmVersion.parse(target), questions));
    }

    /** Offers an update whose progress never ends. */
    public FakePmmServer withUpdateThatNeverEnds(String target) {
        return withUpdate(FakeUpdate.endless(PmmVersion.parse(target)));
    }

    /** Stops answering, as its container does when it is stopped. */
    public void stops() {
        change(FakeServer::stops);
    }

    /**
     * Starts answering as that version, as its container does when it is started.
     *
     * <p>A newer version takes over what the older one kept. An older one has what it had when it was left, since that is
     * what a backup holds.
     *
     * @throws IllegalStateException when it would be an older version that this server never was
     */
    public void becomes(PmmVersion version) {
        change(fake -> fake.becomes(Objects.requireNonNull(version, "version")));
    }

    /** Returns a connector to this server. */
    public PmmServerConnector connector() {
        return (endpoint, credentials) -> new FakeConnection(
                server,
                Objects.requireNonNull(endpoint, "endpoint"),
                Objects.requireNonNull(credentials, "credentials"));
    }

    /** Returns the version that this server has, whether it answers or not. */
    public PmmVersion version() {
        return server.look(fake -> fake.world.version());
    }

    /** Returns whether whoever holds the key, or the token that it became, is let in. */
    public boolean letsIn(long organization, String keyName) {
        return server.look(fake -> fake.world.letsIn(organization, keyName, fake.clock.instant()));
    }

    /** Returns the names of the methods that were called, oldest first, with the organisation where there is one. */
    public List<String> calls() {
        return server.look(fake -> List.copyOf(fake.calls));
    }

    private static FakePmmServer ofMajor(int major, String version) {
        PmmVersion parsed = PmmVersion.parse(version);
        if (parsed.major() != major) {
            throw new IllegalArgumentException("version must be a PMM " + major + ": " + version);
        }
        return new FakePmmServer(parsed).withClock(Clock.systemUTC());
    }

    private FakePmmServer withUpdate(FakeUpdate update) {
        return change(fake -> fake.update = update);
    }

    private FakePmmServer change(FakeServer.Change change) {
        server.change(change);
        return this;
    }
}
