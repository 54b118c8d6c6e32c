package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MetricsSpan;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.PmmServerApi;
import io.github.pmmmigration.server.PmmServerConnection;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerCodes;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.server.UpdateCheck;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What PMM's own interface has to do. */
final class PmmApiChecks {
    private static final String KIND = "[a-z0-9_]+";
    private static final String STATUS = "[A-Z_]*";

    private PmmApiChecks() {}

    static List<NamedCheck> checks(PmmServerConnectorContract.Factory factory) {
        return List.of(
                check("sees that the server is ready", factory, api -> Expect.that(api.isReady(), "it is ready")),
                versioned(factory),
                check("gives identifiers without the prefix of PMM 2", factory, PmmApiChecks::hasBareIds),
                check("gives kinds and states without prefixes", factory, PmmApiChecks::hasPlainWords),
                check("gives an inventory whose parts fit together", factory, PmmApiChecks::fitsTogether),
                check("gives the same inventory twice", factory, PmmApiChecks::repeatsItself),
                check("gives settings in one notation", factory, PmmApiChecks::normalisesSettings),
                check("gives clients with a node and a version", factory, PmmApiChecks::listsClients),
                check("gives a span of samples in order", factory, PmmApiChecks::spansSamples),
                check("counts the rows of Query Analytics", factory, PmmApiChecks::countsRows),
                updating(factory));
    }

    private static NamedCheck check(
            String name, PmmServerConnectorContract.Factory factory, Consumer<PmmServerApi> check) {
        SubjectCheck connected = subject -> {
            try (PmmServerConnection connection = subject.connect()) {
                check.accept(connection.pmm());
            }
        };
        return connected.named(name, factory);
    }

    private static NamedCheck versioned(PmmServerConnectorContract.Factory factory) {
        SubjectCheck check = subject -> {
            try (PmmServerConnection connection = subject.connect()) {
                PmmVersion version = connection.pmm().version().version();
                Expect.that(version.isSameRelease(subject.version()), version + " is " + subject.version());
            }
        };
        return check.named("tells the version of the server", factory);
    }

    private static NamedCheck updating(PmmServerConnectorContract.Factory factory) {
        SubjectCheck check = subject -> {
            try (PmmServerConnection connection = subject.connect()) {
                updates(connection.pmm(), subject.version());
            }
        };
        return check.named("looks for updates of PMM 2 only", factory);
    }

    private static void updates(PmmServerApi api, PmmVersion version) {
        if (version.major() > 2) {
            ServerException refused = Expect.thrown(ServerException.class, api::checkForUpdate);
            Expect.equal(refused.code(), ServerCodes.UPDATES_NOT_OFFERED, "the code");
            return;
        }
        UpdateCheck found = api.checkForUpdate();
        Expect.that(found.installed().isSameRelease(version), found.installed() + " is " + version);
        Expect.that(found.latest().isAtLeast(found.installed()), "the latest version is not older");
    }

    private static void hasBareIds(PmmServerApi api) {
        Inventory inventory = api.inventory();

        inventory.nodes().forEach(node -> bare(node.id()));
        inventory.services().forEach(service -> bare(service.id()));
        inventory.services().forEach(service -> bare(service.nodeId()));
        inventory.agents().forEach(agent -> bare(agent.id()));
        inventory.agents().forEach(agent -> bare(agent.serviceId()));
    }

    private static void hasPlainWords(PmmServerApi api) {
        Inventory inventory = api.inventory();

        inventory.nodes().forEach(node -> matches(node.type(), KIND));
        inventory.services().forEach(service -> matches(service.type(), KIND));
        inventory.agents().forEach(agent -> matches(agent.type(), KIND));
        inventory.agents().forEach(agent -> matches(agent.status(), STATUS));
        inventory.agents().forEach(agent -> Expect.that(!agent.status().contains("AGENT_"), "a status has no prefix"));
    }

    private static void fitsTogether(PmmServerApi api) {
        Inventory inventory = api.inventory();
        Set<String> nodes = inventory.nodes().stream().map(MonitoredNode::id).collect(Collectors.toSet());
        Set<String> services =
                inventory.services().stream().map(MonitoredService::id).collect(Collectors.toSet());

        Expect.that(nodes.contains("pmm-server"), "the server is among its nodes");
        inventory.services().stream()
                .filter(service -> !service.nodeId().isEmpty())
                .forEach(service -> Expect.that(nodes.contains(service.nodeId()), service + " has a node"));
        inventory.agents().stream()
                .filter(agent -> !agent.serviceId().isEmpty())
                .forEach(agent -> Expect.that(services.contains(agent.serviceId()), agent + " has a service"));
    }

    private static void repeatsItself(PmmServerApi api) {
        Inventory first = api.inventory();
        Inventory second = api.inventory();

        Expect.equal(Set.copyOf(second.nodes()), Set.copyOf(first.nodes()), "the nodes");
        Expect.equal(Set.copyOf(second.services()), Set.copyOf(first.services()), "the services");
        Expect.equal(ids(second), ids(first), "the agents");
    }

    private static void normalisesSettings(PmmServerApi api) {
        ServerSettings settings = api.settings();

        matches(setting(settings, "data_retention"), "\\d+s");
        matches(setting(settings, "metrics_resolution_hr"), "\\d+s");
        for (String flag : List.of("telemetry_enabled", "updates_enabled", "alerting_enabled")) {
            matches(setting(settings, flag), "true|false");
        }
    }

    private static void listsClients(PmmServerApi api) {
        List<ClientVersion> clients = api.clients();

        Expect.that(!clients.isEmpty(), "the server's own client is listed");
        for (ClientVersion client : clients) {
            bare(client.agentId());
            Expect.that(!client.nodeName().isEmpty(), client + " has a node");
            matches(client.severity(), "[a-z_]*");
        }
    }

    private static void spansSamples(PmmServerApi api) {
        Instant since = Clock.systemUTC().instant().minus(Duration.ofDays(400));

        MetricsSpan span = api.metrics(since);

        Expect.equal(span.newest().isPresent(), span.oldest().isPresent(), "the presence of a newest sample");
        span.oldest().ifPresent(oldest -> Expect.that(!oldest.isBefore(since), "no sample is older than asked for"));
        span.newest()
                .ifPresent(newest -> Expect.that(!newest.isBefore(span.oldest().orElseThrow()), "time goes on"));
    }

    private static void countsRows(PmmServerApi api) {
        Instant now = Clock.systemUTC().instant();

        Expect.that(api.queryAnalyticsRows(now.minus(Duration.ofHours(12)), now) >= 0, "a count is not negative");
    }

    private static Set<String> ids(Inventory inventory) {
        return inventory.agents().stream().map(MonitoringAgent::id).collect(Collectors.toSet());
    }

    private static String setting(ServerSettings settings, String name) {
        return settings.values().getOrDefault(name, "nothing");
    }

    private static void bare(String id) {
        Expect.that(!id.startsWith("/"), "'" + id + "' has no prefix");
    }

    private static void matches(String text, String pattern) {
        Expect.that(text.matches(pattern), "'" + text + "' is of the form " + pattern);
    }
}
