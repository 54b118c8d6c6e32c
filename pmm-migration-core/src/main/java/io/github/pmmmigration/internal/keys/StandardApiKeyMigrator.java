package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ServingServer;
import io.github.pmmmigration.step.StepContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks Grafana to convert the keys of each organisation, then looks what became of every key of the baseline. */
public final class StandardApiKeyMigrator implements ApiKeyMigrator {
    @Override
    public ApiKeyMigrationResult migrate(ServingServer server, StepContext context) {
        GrafanaApi grafana = context.server().grafana();
        List<KeyOutcome> outcomes = new ArrayList<>();
        for (Organization organization : grafana.organizations()) {
            ApiKeyConversion conversion = grafana.convertApiKeys(organization);
            List<ApiKey> keys = server.baseline().apiKeys().stream()
                    .filter(key -> key.organizationId() == organization.id())
                    .toList();
            if (!keys.isEmpty()) {
                Aftermath aftermath = look(conversion, grafana, organization);
                keys.forEach(key ->
                        outcomes.add(outcome(key, aftermath, server.baseline().takenAt())));
            }
        }
        return new ApiKeyMigrationResult(outcomes);
    }

    /** What an organisation looks like after the conversion. */
    private record Aftermath(ApiKeyConversion conversion, Set<String> accounts, ApiKeyListing left) {}

    private static Aftermath look(ApiKeyConversion conversion, GrafanaApi grafana, Organization organization) {
        Set<String> accounts = new HashSet<>();
        for (ServiceAccount account : grafana.serviceAccounts(organization)) {
            accounts.add(account.name());
            accounts.add(account.login());
        }
        return new Aftermath(conversion, accounts, grafana.apiKeys(organization));
    }

    private static KeyOutcome outcome(ApiKey key, Aftermath after, Instant before) {
        boolean stillThere = after.left().keys().stream().anyMatch(other -> other.id() == key.id());
        if (key.isExpiredAt(before)) {
            return new KeyOutcome(key, Fate.EXPIRED, "");
        }
        if (after.conversion().failedKeyIds().contains(key.id())) {
            String details = String.join("; ", after.conversion().failedDetails());
            return new KeyOutcome(key, Fate.FAILED, details);
        }
        if (!stillThere && hasAccount(key, after.accounts())) {
            return new KeyOutcome(key, Fate.CONVERTED, "");
        }
        return new KeyOutcome(key, stillThere ? Fate.STILL_A_KEY : Fate.UNACCOUNTED, "");
    }

    /** Grafana names the account after the key, see {@code pkg/services/serviceaccounts/database/store.go}. */
    private static boolean hasAccount(ApiKey key, Set<String> accounts) {
        String login = "sa-autogen-" + key.organizationId() + "-"
                + key.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        return accounts.contains("sa-autogen-" + key.name()) || accounts.contains(login);
    }
}
