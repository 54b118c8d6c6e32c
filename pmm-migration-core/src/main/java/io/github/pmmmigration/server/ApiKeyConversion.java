package io.github.pmmmigration.server;

import java.util.List;

/**
 * What Grafana answered when asked to convert the API keys of an organisation.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param offered whether the server offers the conversion; newer ones do it by themselves and dropped the call
 * @param total keys that were candidates
 * @param migrated keys that are service accounts now
 * @param failed keys that could not be converted
 * @param failedKeyIds numbers of those
 * @param failedDetails what Grafana said about them
 * @since 0.1
 */
public record ApiKeyConversion(
        boolean offered, int total, int migrated, int failed, List<Long> failedKeyIds, List<String> failedDetails) {
    /** Copies the lists. */
    public ApiKeyConversion {
        failedKeyIds = List.copyOf(failedKeyIds);
        failedDetails = List.copyOf(failedDetails);
    }

    /** Returns the answer for a server that does not offer the conversion. */
    public static ApiKeyConversion notOffered() {
        return new ApiKeyConversion(false, 0, 0, 0, List.of(), List.of());
    }
}
