package io.github.pmmmigration.internal.keys;

import io.github.pmmmigration.server.ApiKey;
import io.github.pmmmigration.server.ApiKeyConversion;
import io.github.pmmmigration.server.GrafanaApi;
import io.github.pmmmigration.server.Organization;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Converts the keys of one organisation: all at once, then those that failed one by one.
 *
 * <p>A server that converts by itself finds nothing left, and one that has no API keys any more does not offer it: neither is
 * a failure, and what became of the keys is for {@link KeyLedger} to tell.
 */
final class KeyConversion {
    /** More failures than these have one reason, and asking again for each would not remove it. */
    private static final int MOST_RETRIED = 25;

    private final GrafanaApi grafana;
    private final Patience patience;

    KeyConversion(GrafanaApi grafana, Patience patience) {
        this.grafana = grafana;
        this.patience = patience;
    }

    /** Returns what the server said about the keys that it could not convert. */
    Failures convert(Organization organization) {
        ApiKeyConversion conversion = patience.ask(() -> grafana.convertApiKeys(organization));
        if (conversion.failedKeyIds().size() <= MOST_RETRIED) {
            conversion.failedKeyIds().forEach(id -> patience.ask(() -> grafana.convertApiKey(organization, id)));
        }
        return new Failures(Set.copyOf(conversion.failedKeyIds()), conversion.failedDetails());
    }

    /** The keys that failed at first; whether they are keys still is seen afterwards. */
    record Failures(Set<Long> ids, List<String> details) {
        static final Failures NONE = new Failures(Set.of(), List.of());

        /** Returns what was said about a key: the server tells it by its name only. */
        String detailOf(ApiKey key) {
            String own = details.stream()
                    .filter(detail -> detail.contains("API key name: " + key.name() + " - "))
                    .collect(Collectors.joining("; "));
            return own.isEmpty() && ids.size() == 1 ? String.join("; ", details) : own;
        }
    }
}
