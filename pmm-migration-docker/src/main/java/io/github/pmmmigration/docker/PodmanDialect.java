package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import java.util.List;
import java.util.Locale;

/** Makes a configuration that Podman has shown acceptable to Podman. */
final class PodmanDialect {
    private static final String ULIMITS = "/HostConfig/Ulimits";
    private static final String SWAPPINESS = "/HostConfig/MemorySwappiness";

    private PodmanDialect() {}

    static ConfigDocument suited(ConfigDocument configuration) {
        return withoutUnsetSwappiness(withPlainLimitNames(configuration));
    }

    /** Podman shows the limit {@code nofile} as {@code RLIMIT_NOFILE} and does not take it back under that name. */
    private static ConfigDocument withPlainLimitNames(ConfigDocument configuration) {
        List<ConfigDocument> limits = configuration.elements(ULIMITS);
        return limits.isEmpty()
                ? configuration
                : configuration.with(
                        ULIMITS, limits.stream().map(PodmanDialect::plain).toList());
    }

    private static ConfigDocument plain(ConfigDocument limit) {
        return limit.text("/Name")
                .map(name -> name.replaceFirst("^RLIMIT_", "").toLowerCase(Locale.ROOT))
                .map(name -> limit.with("/Name", name))
                .orElse(limit);
    }

    /** Podman shows -1 for "not set" and refuses it. */
    private static ConfigDocument withoutUnsetSwappiness(ConfigDocument configuration) {
        return configuration.number(SWAPPINESS).orElse(0) == -1 ? configuration.without(SWAPPINESS) : configuration;
    }
}
