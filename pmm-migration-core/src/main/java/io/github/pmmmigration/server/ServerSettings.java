package io.github.pmmmigration.server;

import java.util.Map;

/**
 * The settings of a server that matter for a comparison.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param values setting by name, in a form that is the same for PMM 2 and PMM 3; durations in
 *     seconds such as {@code 2592000s}, flags as {@code true} or {@code false}; what a version does not have is missing
 * @since 0.1
 */
public record ServerSettings(Map<String, String> values) {
    /** Copies the map. */
    public ServerSettings {
        values = Map.copyOf(values);
    }
}
