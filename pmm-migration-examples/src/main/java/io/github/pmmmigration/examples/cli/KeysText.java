package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import io.github.pmmmigration.step.IssuedToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows keys and accounts, for people and for scripts; secrets are not among what it is given. */
record KeysText(List<OrganizationKeys> organizations, ApiKeyMigrationResult result) {
    private static final String SCHEMA = "pmm-migration-keys/1";

    /** Returns whether somebody may have lost access, or will. */
    boolean needsAHand() {
        return result.count(Fate.FAILED) + result.count(Fate.UNACCOUNTED) > 0;
    }

    String toText() {
        List<String> lines = new ArrayList<>();
        organizations.forEach(those -> lines.add("Organisation "
                + those.organization().id() + " '" + those.organization().name() + "': "
                + those.keys().keys().size() + " API keys, " + those.accounts().size() + " service accounts"));
        lines.add("");
        result.outcomes().forEach(outcome -> lines.add(line(outcome)));
        lines.add(result.total() + " API keys: " + result.count(Fate.CONVERTED) + " converted, "
                + result.count(Fate.FAILED) + " failed, " + result.count(Fate.EXPIRED) + " expired, "
                + result.count(Fate.STILL_A_KEY) + " still keys, " + result.count(Fate.UNACCOUNTED)
                + " unaccounted for");
        if (needsAHand()) {
            lines.add("Give the users of a lost key a token: pmm-migrate keys --replace ID --token-file FILE");
        }
        return String.join("\n", lines);
    }

    private static String line(KeyOutcome outcome) {
        ApiKey key = outcome.key();
        return "  " + key.id() + "  " + key.name() + " (" + key.role() + ", organisation " + key.organizationId()
                + "): " + word(outcome.fate()) + (outcome.detail().isEmpty() ? "" : " - " + outcome.detail());
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    String toJson() {
        return ConfigDocument.empty()
                .with("/schema", SCHEMA)
                .with(
                        "/organizations",
                        organizations.stream().map(KeysText::organization).toList())
                .with("/total", result.total())
                .with("/converted", result.count(Fate.CONVERTED))
                .with("/failed", result.count(Fate.FAILED))
                .with("/expired", result.count(Fate.EXPIRED))
                .with("/stillAKey", result.count(Fate.STILL_A_KEY))
                .with("/unaccounted", result.count(Fate.UNACCOUNTED))
                .with("/keys", result.outcomes().stream().map(KeysText::outcome).toList())
                .toPrettyJson();
    }

    private static Map<String, Object> organization(OrganizationKeys those) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", those.organization().id());
        json.put("name", those.organization().name());
        json.put("apiKeysOffered", those.keys().offered());
        json.put("apiKeys", those.keys().keys().stream().map(KeysText::fields).toList());
        json.put(
                "serviceAccounts",
                those.accounts().stream().map(KeysText::account).toList());
        return json;
    }

    private static Map<String, Object> outcome(KeyOutcome outcome) {
        Map<String, Object> json = fields(outcome.key());
        json.put("fate", outcome.fate().name());
        json.put("detail", outcome.detail());
        return json;
    }

    private static Map<String, Object> fields(ApiKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", key.id());
        json.put("name", key.name());
        json.put("role", key.role());
        json.put("organization", key.organizationId());
        json.put("expiration", key.expiration().map(Instant::toString).orElse(""));
        return json;
    }

    private static Map<String, Object> account(ServiceAccount account) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id());
        json.put("name", account.name());
        json.put("role", account.role());
        json.put("tokens", account.tokens());
        return json;
    }

    static String text(IssuedToken token) {
        return "A token of the role " + token.key().role() + " is in " + token.file() + ", readable by you only.\n"
                + "Give it to whoever uses API key '" + token.key().name() + "', then: pmm-migrate keys --delete "
                + token.key().id();
    }

    static String json(IssuedToken token) {
        return ConfigDocument.empty()
                .with("/schema", SCHEMA)
                .with("/replaced", fields(token.key()))
                .with("/serviceAccount", token.account())
                .with("/token", token.name())
                .with("/tokenFile", token.file().toString())
                .toPrettyJson();
    }

    static String json(ApiKey deleted) {
        return ConfigDocument.empty()
                .with("/schema", SCHEMA)
                .with("/deleted", fields(deleted))
                .toPrettyJson();
    }
}
