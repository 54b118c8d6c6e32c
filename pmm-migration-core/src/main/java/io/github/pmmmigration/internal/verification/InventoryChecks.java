package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.ClientVersion;
import io.github.pmmmigration.server.Inventory;
import io.github.pmmmigration.server.MonitoringAgent;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether everything is still monitored, by name and type, because identifiers change their form.
 *
 * <p>What the server monitors of itself differs between releases and is left out.
 */
final class InventoryChecks {
    private static final String LOST = "Look for it in PMM's inventory; if it is lost, go back with 'rollback'.";
    private static final Set<String> WELL = Set.of("RUNNING", "CONNECTED");
    private static final Set<String> OLDER = Set.of("required", "critical");

    private final Inventory before;
    private final Inventory after;
    private final boolean comparable;

    private InventoryChecks(Comparison comparison, Inventory after) {
        this.before = comparison.before().inventory();
        this.after = after;
        this.comparable = comparison.hasBaseline();
    }

    static List<Check> make(Comparison comparison) {
        Answer<Inventory> answer = comparison.now().inventory();
        if (answer.value().isEmpty()) {
            return List.of("nodes", "services", "agents").stream()
                    .map(name -> Checks.required(name).unanswered(answer.refusal()))
                    .toList();
        }
        InventoryChecks checks = new InventoryChecks(comparison, answer.value().orElseThrow());
        return List.of(
                checks.compare("nodes", InventoryNames::nodes),
                checks.compare("services", InventoryNames::services),
                checks.compare("agents", InventoryNames::agents));
    }

    private Check compare(String name, Function<Inventory, List<String>> names) {
        List<String> now = names.apply(after);
        return comparable
                ? Checks.required(name).present(names.apply(before), now, LOST)
                : Checks.advisory(name).nothingToCompare(now.size() + " there, and no baseline to compare with");
    }

    /** Tells who is not at work now but was before; it takes a few scrapes until all are. */
    static List<Check> atWork(Comparison comparison) {
        Checks checks = Checks.advisory("agents-at-work");
        Answer<Inventory> answer = comparison.now().inventory();
        if (answer.value().isEmpty()) {
            return List.of(checks.unanswered(answer.refusal()));
        }
        Map<String, String> was = comparison.before().inventory().agents().stream()
                .collect(Collectors.toMap(MonitoringAgent::id, MonitoringAgent::status, (first, second) -> first));
        Inventory now = answer.value().orElseThrow();
        Map<String, String> services = InventoryNames.serviceNames(now);
        List<String> idle = now.agents().stream()
                .filter(agent -> !agent.disabled() && !WELL.contains(agent.status()))
                .filter(agent -> WELL.contains(was.getOrDefault(agent.id(), comparison.hasBaseline() ? "" : "RUNNING")))
                .map(agent -> InventoryNames.agent(agent, services) + " is "
                        + (agent.status().isEmpty() ? "of no status" : agent.status()))
                .toList();
        return List.of(
                idle.isEmpty()
                        ? checks.passed("nobody who was at work before is missing")
                        : checks.failed(
                                Checks.shown(idle), "Look at Inventory in PMM, and at pmm-agent on those hosts."));
    }

    /** Clients of an older version are no fault: they come after the server. */
    static List<Check> clients(Comparison comparison) {
        Checks checks = Checks.advisory("clients");
        Answer<List<ClientVersion>> answer = comparison.now().clients();
        if (answer.value().isEmpty()) {
            return List.of(checks.unanswered(answer.refusal()));
        }
        List<ClientVersion> all = answer.value().orElseThrow();
        Optional<PmmVersion> server = serverWhereNeeded(all, comparison.now());
        List<String> older = named(all.stream().filter(client -> isOlder(client, server)));
        List<String> newer =
                named(all.stream().filter(client -> client.severity().equals("unsupported")));
        if (!newer.isEmpty()) {
            return List.of(checks.failed(
                    "newer than the server: " + Checks.shown(newer),
                    "Upgrade the server, or downgrade these clients."));
        }
        return List.of(checks.passed(
                older.isEmpty()
                        ? "none of " + all.size() + " is behind"
                        : older.size() + " of " + all.size() + " to be upgraded next: " + Checks.shown(older)));
    }

    /** The server is asked for its version only where it does not say of some client whether that is behind. */
    private static Optional<PmmVersion> serverWhereNeeded(List<ClientVersion> clients, Readings now) {
        boolean silent = clients.stream().anyMatch(client -> client.severity().isEmpty());
        return silent ? now.version().value().map(ServerVersion::version) : Optional.empty();
    }

    private static boolean isOlder(ClientVersion client, Optional<PmmVersion> server) {
        if (!client.severity().isEmpty()) {
            return OLDER.contains(client.severity());
        }
        return server.flatMap(now -> PmmVersion.tryParse(client.version()).map(version -> !version.isAtLeast(now)))
                .orElse(false);
    }

    private static List<String> named(Stream<ClientVersion> clients) {
        return clients.map(client -> client.nodeName() + " (" + client.version() + ")")
                .sorted()
                .toList();
    }
}
