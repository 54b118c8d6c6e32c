package io.github.pmmmigration.testing;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.ApiKeyListing;
import io.github.pmmmigration.server.GrafanaObjects;
import io.github.pmmmigration.server.Organization;
import io.github.pmmmigration.server.Secret;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.server.ServiceAccountToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One organisation of a fake Grafana: its keys, its service accounts, and what people keep there. */
final class FakeOrganization {
    private final Organization self;
    private final FakeKeyRules rules;
    private final Map<Long, ApiKey> keys = new LinkedHashMap<>();
    private final Map<Long, ApiKey> converted = new LinkedHashMap<>();
    private final Map<Long, ServiceAccount> accounts = new LinkedHashMap<>();
    private GrafanaObjects objects = new GrafanaObjects(
            List.of("Insight/Home"), List.of("Insight"), List.of("Metrics", "ClickHouse"), List.of(), List.of("admin"));

    FakeOrganization(Organization self, FakeKeyRules rules) {
        this.self = self;
        this.rules = rules;
    }

    FakeOrganization copy(FakeKeyRules otherRules) {
        FakeOrganization copy = new FakeOrganization(self, otherRules);
        copy.keys.putAll(keys);
        copy.converted.putAll(converted);
        copy.accounts.putAll(accounts);
        copy.objects = objects;
        return copy;
    }

    Organization self() {
        return self;
    }

    void addKey(String name, String role, Optional<Instant> expiration) {
        long id = rules.nextId();
        keys.put(id, new ApiKey(id, name, role, self.id(), expiration));
    }

    void setObjects(GrafanaObjects others) {
        objects = others;
    }

    GrafanaObjects objects() {
        return objects;
    }

    List<ServiceAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    ServiceAccount addAccount(String name, String role) {
        return addAccount(name, "sa-" + self.id() + "-" + dashed(name), role, 0);
    }

    ServiceAccountToken addToken(ServiceAccount account, String name) {
        ServiceAccount own = accounts.get(account.id());
        if (own == null) {
            throw FakeProblems.unexpected("there is no service account " + account.id());
        }
        accounts.put(own.id(), withTokens(own, own.tokens() + 1));
        return new ServiceAccountToken(own.id(), name, Secret.of("glsa_fake_" + rules.nextId()));
    }

    ApiKeyListing listKeys() {
        return rules.offersKeys()
                ? new ApiKeyListing(true, List.copyOf(keys.values()))
                : new ApiKeyListing(false, List.of());
    }

    boolean deleteKey(long id) {
        if (!rules.offersKeys() || keys.remove(id) == null) {
            throw FakeProblems.unexpected("there is no API key " + id);
        }
        return true;
    }

    ApiKeyConversion convertAll() {
        return rules.offersKeys() ? convertOwn() : ApiKeyConversion.notOffered();
    }

    /** Like Grafana, says yes to a number that is no key's. */
    boolean convertOne(long id) {
        ApiKey key = keys.get(id);
        return rules.offersKeys() && (key == null || convert(key).isEmpty());
    }

    /** Converts what can be converted, whether the version offers that as a call or does it by itself. */
    ApiKeyConversion convertOwn() {
        int total = keys.size();
        List<Long> failed = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (ApiKey key : List.copyOf(keys.values())) {
            convert(key).ifPresent(problem -> {
                failed.add(key.id());
                details.add(problem);
            });
        }
        return new ApiKeyConversion(true, total, total - failed.size(), failed.size(), failed, details);
    }

    boolean letsIn(String keyName, Instant now) {
        boolean asToken = converted.values().stream().anyMatch(key -> isValid(key, keyName, now));
        boolean asKey = keys.values().stream().anyMatch(key -> isValid(key, keyName, now));
        return asToken || (asKey && rules.offersKeys());
    }

    private Optional<String> convert(ApiKey key) {
        String login = "sa-autogen-" + self.id() + "-" + dashed(key.name());
        if (rules.isStubborn(key.name()) || hasLogin(login)) {
            return Optional.of("API key name: " + key.name() + " - Error: failed to create service account");
        }
        addAccount("sa-autogen-" + key.name(), login, key.role(), 1);
        converted.put(key.id(), key);
        keys.remove(key.id());
        return Optional.empty();
    }

    private ServiceAccount addAccount(String name, String login, String role, int tokens) {
        if (hasLogin(login)) {
            throw FakeProblems.accountExists(name);
        }
        ServiceAccount account = new ServiceAccount(rules.nextId(), name, login, role, self.id(), tokens);
        accounts.put(account.id(), account);
        return account;
    }

    private boolean hasLogin(String login) {
        return accounts.values().stream().anyMatch(account -> account.login().equals(login));
    }

    private static boolean isValid(ApiKey key, String name, Instant now) {
        return key.name().equals(name) && !key.isExpiredAt(now);
    }

    private static ServiceAccount withTokens(ServiceAccount account, int tokens) {
        return new ServiceAccount(
                account.id(), account.name(), account.login(), account.role(), account.organizationId(), tokens);
    }

    private static String dashed(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
