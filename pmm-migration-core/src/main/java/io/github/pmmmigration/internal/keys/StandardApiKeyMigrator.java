package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.internal.keys.KeyConversion.Failures;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.server.ServerException;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.ServingServer;
import io.github.pmmmigration.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Converts the keys of each organisation, then looks what became of every key of the baseline.
 *
 * <p>A server that will not answer does not fail a migration: its keys are then unaccounted for, and the report says so.
 */
public final class StandardApiKeyMigrator implements ApiKeyMigrator {
    @Override
    public ApiKeyMigrationResult migrate(ServingServer server, StepContext context) {
        return migrate(server.baseline(), context);
    }

    /** Converts, then accounts for the keys of this baseline. */
    public ApiKeyMigrationResult migrate(Baseline before, StepContext context) {
        Patience patience = new Patience(context);
        KeyConversion conversion = new KeyConversion(context.server().grafana(), patience);
        return round(before, context, patience).account(conversion::convert);
    }

    /** Accounts for the keys of this baseline without converting any. */
    public ApiKeyMigrationResult account(Baseline before, StepContext context) {
        return round(before, context, new Patience(context)).account(same -> Failures.NONE);
    }

    private static Round round(Baseline before, StepContext context, Patience patience) {
        KeyCustoms customs = KeyCustoms.of(context.server().pmm(), patience);
        return new Round(before, context.server().grafana(), customs, patience);
    }

    /** What is done in an organisation before its keys are looked for. */
    @FunctionalInterface
    private interface Deed {
        Failures in(Organization organization);
    }

    private record Round(Baseline before, GrafanaApi grafana, KeyCustoms customs, Patience patience) {
        ApiKeyMigrationResult account(Deed deed) {
            Map<Long, List<ApiKey>> keys = before.apiKeys().stream()
                    .collect(Collectors.groupingBy(ApiKey::organizationId, TreeMap::new, Collectors.toList()));
            List<KeyOutcome> outcomes = new ArrayList<>();
            try {
                for (Organization organization : patience.ask(grafana::organizations)) {
                    List<ApiKey> own = keys.getOrDefault(organization.id(), List.of());
                    keys.remove(organization.id());
                    outcomes.addAll(outcomes(organization, own, deed));
                }
                keys.values().forEach(lost -> outcomes.addAll(unaccounted(lost, "its organisation is gone")));
            } catch (ServerException e) {
                keys.values().forEach(rest -> outcomes.addAll(unaccounted(rest, refusal(e))));
            }
            return new ApiKeyMigrationResult(outcomes);
        }

        private List<KeyOutcome> outcomes(Organization organization, List<ApiKey> keys, Deed deed) {
            try {
                Failures failures = deed.in(organization);
                return keys.isEmpty()
                        ? List.of()
                        : new KeyLedger(look(organization), failures, customs).outcomes(keys, before.takenAt());
            } catch (ServerException e) {
                return unaccounted(keys, refusal(e));
            }
        }

        private OrganizationKeys look(Organization organization) {
            return patience.ask(() -> new OrganizationKeys(
                    organization, grafana.apiKeys(organization), grafana.serviceAccounts(organization)));
        }

        private static List<KeyOutcome> unaccounted(List<ApiKey> keys, String why) {
            return keys.stream()
                    .map(key -> new KeyOutcome(key, Fate.UNACCOUNTED, why))
                    .toList();
        }

        private static String refusal(ServerException e) {
            return "the server could not be asked: " + e.problem().what();
        }
    }
}
