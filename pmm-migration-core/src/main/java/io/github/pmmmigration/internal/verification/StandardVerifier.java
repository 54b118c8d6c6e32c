package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.server.MonitoredNode;
import io.github.pmmmigration.server.MonitoredService;
import io.github.pmmmigration.server.PmmVersion;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.KeyedServer;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import io.github.pmmmigration.step.VerificationResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the replacement with the baseline, by name and type, because identifiers change their form. */
public final class StandardVerifier implements PostMigrationVerifier {
    @Override
    public VerificationResult verify(KeyedServer server, StepContext context) {
        Baseline before = server.serving().baseline();
        List<Check> checks = new ArrayList<>();
        checks.add(version(server));
        checks.add(sameData(before, server.serving().replaced().container(), context));
        var after = context.server().pmm().inventory();
        checks.add(present(
                "services",
                names(before.inventory().services(), MonitoredService::name, MonitoredService::type),
                names(after.services(), MonitoredService::name, MonitoredService::type)));
        checks.add(present(
                "nodes",
                names(before.inventory().nodes(), MonitoredNode::name, MonitoredNode::type),
                names(after.nodes(), MonitoredNode::name, MonitoredNode::type)));
        return new VerificationResult(checks);
    }

    private static Check version(KeyedServer server) {
        String version = server.serving().version().version().toString();
        PmmVersion before = server.serving().replaced().source().version().version();
        boolean moved = server.serving().version().version().compareTo(before) > 0;
        return new Check(
                "version",
                true,
                moved ? Verdict.PASSED : Verdict.FAILED,
                "the server says it is " + version,
                moved ? "" : "Roll back: the replacement is not later than the server was, " + before + ".");
    }

    private static Check sameData(Baseline before, ContainerSnapshot replacement, StepContext context) {
        Optional<String> now = DatabaseIdentifier.read(context.engine(), replacement.id());
        if (before.databaseIdentifier().isEmpty() || now.isEmpty()) {
            return new Check("same-data", true, Verdict.UNKNOWN, "the database's identifier could not be read", "");
        }
        boolean same = before.databaseIdentifier().equals(now);
        return new Check(
                "same-data",
                true,
                same ? Verdict.PASSED : Verdict.FAILED,
                "PostgreSQL identifier before " + before.databaseIdentifier().get() + ", now " + now.get(),
                same ? "" : "The replacement works on other data. Roll back.");
    }

    private static Check present(String name, Set<String> before, Set<String> after) {
        List<String> missing =
                before.stream().filter(item -> !after.contains(item)).sorted().toList();
        return new Check(
                name,
                true,
                missing.isEmpty() ? Verdict.PASSED : Verdict.FAILED,
                missing.isEmpty()
                        ? before.size() + " of " + before.size() + " there"
                        : "missing: " + String.join(", ", missing),
                missing.isEmpty() ? "" : "Look for them in PMM's inventory; roll back if they are lost.");
    }

    private static <T> Set<String> names(
            List<T> items, java.util.function.Function<T, String> name, java.util.function.Function<T, String> type) {
        return items.stream()
                .map(item -> name.apply(item) + " (" + type.apply(item) + ")")
                .collect(Collectors.toSet());
    }
}
