package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.MigrationLabels;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides what of a configuration may be shown.
 *
 * <p>Values of the environment are secret unless their name is known to be harmless. Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Redaction {
    /** What stands where a value is not shown. */
    public static final String HIDDEN = "***";

    private static final int LONGEST_SHOWN = 400;

    private static final Set<String> HARMLESS_NAMES = Set.of(
            "_",
            "HOME",
            "HOSTNAME",
            "LANG",
            "LC_ALL",
            "PATH",
            "PS1",
            "PWD",
            "SHELL",
            "SHLVL",
            "TERM",
            "TZ",
            "USER",
            "CONTAINER",
            "GF_PLUGIN_DIR",
            "LESS_LOG_NOISE",
            "DATA_RETENTION",
            "METRICS_RESOLUTION",
            "METRICS_RESOLUTION_HR",
            "METRICS_RESOLUTION_MR",
            "METRICS_RESOLUTION_LR",
            "DISABLE_UPDATES",
            "DISABLE_TELEMETRY",
            "DISABLE_ALERTING",
            "DISABLE_BACKUP_MANAGEMENT",
            "ENABLE_AZUREDISCOVER",
            "ENABLE_RBAC",
            "ENABLE_VM_CACHE",
            "ENABLE_DBAAS",
            "PERCONA_TEST_DBAAS",
            "PERCONA_TEST_INTERFACE_TO_BIND",
            "PERCONA_TEST_NICER_API",
            "PMM_DEBUG",
            "PMM_TRACE",
            "PMM_DATA_RETENTION",
            "PMM_METRICS_RESOLUTION",
            "PMM_METRICS_RESOLUTION_HR",
            "PMM_METRICS_RESOLUTION_MR",
            "PMM_METRICS_RESOLUTION_LR",
            "PMM_ENABLE_UPDATES",
            "PMM_ENABLE_TELEMETRY",
            "PMM_ENABLE_ALERTING",
            "PMM_ENABLE_BACKUP_MANAGEMENT",
            "PMM_ENABLE_AZURE_DISCOVER",
            "PMM_ENABLE_ACCESS_CONTROL",
            "PMM_ENABLE_VM_CACHE",
            "PMM_ENABLE_INTERNAL_PG_QAN",
            "PMM_ENABLE_NOMAD",
            "PMM_INTERFACE_TO_BIND",
            "PMM_INSTALL_METHOD",
            "PMM_DISTRIBUTION_METHOD",
            "PMM_DISABLE_BUILTIN_CLICKHOUSE",
            "PMM_DISABLE_BUILTIN_POSTGRES",
            "PERCONA_TEST_PMM_DISABLE_BUILTIN_CLICKHOUSE",
            "PERCONA_TEST_PMM_DISABLE_BUILTIN_POSTGRES",
            "PERCONA_TELEMETRY_DISABLE");

    private static final List<Pattern> SECRET_PLACES = List.of(
            Pattern.compile("/Env(/.*)?"),
            Pattern.compile("/(Cmd|Entrypoint)(/.*)?"),
            Pattern.compile("/Healthcheck(/Test.*)?"),
            Pattern.compile("/HostConfig/(LogConfig|Annotations|StorageOpt|DriverOpts)(/.*)?"),
            Pattern.compile("/NetworkingConfig/EndpointsConfig/[^/]+/DriverOpts.*"));

    /** Labels whose values come from images and engines and say nothing private. */
    private static final List<String> OPEN_LABELS =
            List.of(MigrationLabels.PREFIX, "org.opencontainers.image.", "org.label-schema.", "com.docker.compose.");

    private Redaction() {}

    /** Returns whether the value of a variable of this name may be shown. */
    public static boolean isHarmless(String name) {
        return HARMLESS_NAMES.contains(name.toUpperCase(Locale.ROOT));
    }

    /** Returns an entry of the environment with its value hidden, unless it is harmless. */
    public static String environment(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            return entry;
        }
        String name = entry.substring(0, equals);
        return isHarmless(name) ? shortened(entry) : name + "=" + HIDDEN;
    }

    /** Returns a value of the configuration for people, hidden if its place may hold secrets. */
    static String show(String pointer, ConfigDocument value) {
        if (isSecret(pointer)) {
            return HIDDEN;
        }
        return shortened(pointer.equals("/HostConfig/Mounts") ? withoutOptions(value) : Documents.show(value));
    }

    private static boolean isSecret(String pointer) {
        if (pointer.startsWith("/Labels/")) {
            return !isOpenLabel(pointer.substring("/Labels/".length()));
        }
        return SECRET_PLACES.stream().anyMatch(place -> place.matcher(pointer).matches());
    }

    /** Returns whether the value of a label may be shown. */
    static boolean isOpenLabel(String key) {
        return OPEN_LABELS.stream().anyMatch(key::startsWith);
    }

    /** Drivers of network file systems take passwords among their options. */
    private static String withoutOptions(ConfigDocument mounts) {
        ConfigDocument shown = mounts;
        for (int i = 0; i < mounts.elements("").size(); i++) {
            shown = shown.without("/" + i + "/VolumeOptions/DriverConfig/Options");
        }
        return shown.toJson();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
