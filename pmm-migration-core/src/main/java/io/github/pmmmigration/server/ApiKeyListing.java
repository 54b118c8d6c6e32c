package io.github.pmmmigration.server;

import java.util.List;

/**
 * The API keys of an organisation, or the fact that this Grafana has none of that kind any more.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param offered whether the server still knows API keys
 * @param keys the keys; empty when not offered
 * @since 0.1
 */
public record ApiKeyListing(boolean offered, List<ApiKey> keys) {
    /** Copies the list. */
    public ApiKeyListing {
        keys = List.copyOf(keys);
    }
}
