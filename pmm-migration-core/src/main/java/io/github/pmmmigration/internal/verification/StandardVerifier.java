package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.KeyedServer;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.VerificationCheck;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compares a server with its baseline.
 *
 * <p>Made for one series of rounds, by one thread: what passed in a round is not asked again in the next.
 */
public final class StandardVerifier implements PostMigrationVerifier {
    private static final List<Function<Comparison, List<Check>>> STANDARD = List.of(
            IdentityChecks::make,
            InventoryChecks::make,
            InventoryChecks::atWork,
            InventoryChecks::clients,
            SettingsChecks::make,
            HistoryChecks::oldSamples,
            HistoryChecks::newSamples,
            HistoryChecks::queryAnalytics,
            ObjectChecks::organizations,
            ObjectChecks::make);

    private final List<Function<Comparison, List<Check>>> groups = new ArrayList<>(STANDARD);
    private final Map<Function<Comparison, List<Check>>, List<Check>> passed = new LinkedHashMap<>();

    /** Creates a verifier that makes the user's own checks after the standard ones. */
    public StandardVerifier(List<VerificationCheck> own) {
        own.forEach(check -> groups.add(comparison -> List.of(OwnChecks.make(check, comparison))));
    }

    @Override
    public VerificationResult verify(KeyedServer server, StepContext context) {
        VerificationResult result =
                compare(server.serving().baseline(), server.serving().replaced().container(), context, true);
        List<Check> checks = new ArrayList<>(result.checks());
        checks.add(KeyChecks.of(server.apiKeys()));
        return new VerificationResult(checks);
    }

    /** Compares a server that serves in this container with a baseline. */
    public VerificationResult compare(Baseline before, ContainerSnapshot container, StepContext context) {
        return compare(before, container, context, false);
    }

    private VerificationResult compare(
            Baseline before, ContainerSnapshot container, StepContext context, boolean cuttingOver) {
        Comparison comparison = new Comparison(before, container, new Readings(context.server()), context, cuttingOver);
        List<Check> checks = new ArrayList<>();
        groups.forEach(group -> checks.addAll(make(group, comparison)));
        return new VerificationResult(checks);
    }

    private List<Check> make(Function<Comparison, List<Check>> group, Comparison comparison) {
        List<Check> known = passed.get(group);
        if (known != null) {
            return known;
        }
        List<Check> made = group.apply(comparison);
        if (made.stream().allMatch(Check::passed)) {
            passed.put(group, made);
        }
        return made;
    }

    /** What became of API keys never undoes a migration: a key can be replaced by hand. */
    private static final class KeyChecks {
        private static Check of(ApiKeyMigrationResult keys) {
            Checks checks = Checks.advisory("api-keys");
            int lost =
                    keys.count(ApiKeyMigrationResult.Fate.FAILED) + keys.count(ApiKeyMigrationResult.Fate.UNACCOUNTED);
            return lost == 0
                    ? checks.passed("all " + keys.total() + " accounted for")
                    : checks.failed(lost + " of " + keys.total() + " not converted", "See them with 'keys'.");
        }
    }
}
