package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.internal.keys.KeyConversion.Failures;
import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.OrganizationKeys;
import io.github.pmmmigration.server.ServiceAccount;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import io.github.pmmmigration.step.ApiKeyMigrationResult.KeyOutcome;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out what became of every key of one organisation, by what is there now.
 *
 * <p>Grafana names a service account after the key, in lower case and with dashes for spaces; where names clash, it appends a
 * number. So an account is taken for one key only, and keys whose login fits exactly choose first. See {@code
 * pkg/services/serviceaccounts/database/store.go} of Grafana.
 */
final class KeyLedger {
    private static final Pattern NUMBER_AT_END = Pattern.compile("-\\d{3}$");

    /** PMM's Grafana shortens longer names by a checksum. */
    private static final int LONGEST_NAME = 180;

    private final OrganizationKeys now;
    private final Failures failures;
    private final KeyCustoms customs;
    private final Set<Long> stillKeys;
    private final Map<String, ServiceAccount> byLogin = new HashMap<>();
    private final Map<String, Deque<ServiceAccount>> numbered = new HashMap<>();
    private final Set<Long> taken = new HashSet<>();
    private final Set<Long> converted = new HashSet<>();

    KeyLedger(OrganizationKeys now, Failures failures, KeyCustoms customs) {
        this.now = now;
        this.failures = failures;
        this.customs = customs;
        this.stillKeys = now.keys().keys().stream().map(ApiKey::id).collect(Collectors.toSet());
        now.accounts().forEach(this::enter);
    }

    private void enter(ServiceAccount account) {
        byLogin.put(account.login(), account);
        String base = NUMBER_AT_END.matcher(account.login()).replaceFirst("");
        numbered.computeIfAbsent(base, same -> new ArrayDeque<>()).add(account);
    }

    /** Returns one outcome for each key, in the order of the keys. */
    List<KeyOutcome> outcomes(List<ApiKey> keys, Instant before) {
        List<ApiKey> gone =
                keys.stream().filter(key -> !stillKeys.contains(key.id())).toList();
        gone.forEach(this::takeNamesake);
        gone.forEach(this::takeNumbered);
        return keys.stream().map(key -> outcome(key, before)).toList();
    }

    private void takeNamesake(ApiKey key) {
        ServiceAccount account = byLogin.get(login(key));
        if (account != null && taken.add(account.id())) {
            converted.add(key.id());
        }
    }

    private void takeNumbered(ApiKey key) {
        Deque<ServiceAccount> accounts = numbered.getOrDefault(login(key), new ArrayDeque<>());
        while (!converted.contains(key.id()) && !accounts.isEmpty()) {
            if (taken.add(accounts.removeFirst().id())) {
                converted.add(key.id());
            }
        }
    }

    private static String login(ApiKey key) {
        return "sa-autogen-" + key.organizationId() + "-"
                + key.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private KeyOutcome outcome(ApiKey key, Instant before) {
        if (key.isExpiredAt(before)) {
            return new KeyOutcome(key, Fate.EXPIRED, "");
        }
        if (stillKeys.contains(key.id())) {
            return stillAKey(key);
        }
        if (converted.contains(key.id())) {
            return new KeyOutcome(key, Fate.CONVERTED, "");
        }
        return unaccounted(key);
    }

    private KeyOutcome stillAKey(ApiKey key) {
        if (failures.ids().contains(key.id())) {
            return new KeyOutcome(key, Fate.FAILED, failures.detailOf(key));
        }
        return customs.convertAtStart()
                ? new KeyOutcome(
                        key, Fate.FAILED, "this version converts keys when it starts, and left this one as it was")
                : new KeyOutcome(key, Fate.STILL_A_KEY, "");
    }

    private KeyOutcome unaccounted(ApiKey key) {
        boolean unrecognisable = now.keys().offered() && key.name().length() > LONGEST_NAME;
        if (unrecognisable) {
            return new KeyOutcome(key, Fate.CONVERTED, "its name is too long to find its service account by");
        }
        return new KeyOutcome(key, Fate.UNACCOUNTED, why());
    }

    private String why() {
        if (now.keys().offered()) {
            return "it is no key any more, and there is no service account of its name";
        }
        return customs.alwaysKnow()
                ? "Grafana says that it knows no API keys, which is not so in this version: its address may be wrong"
                : "this version knows no API keys, and there is no service account of its name: it lets nobody in";
    }
}
