package io.github.pmmmigration.internal.configuration;

import static io.github.pmmmigration.internal.configuration.KnownVariable.inverted;
import static io.github.pmmmigration.internal.configuration.KnownVariable.removed;
import static io.github.pmmmigration.internal.configuration.KnownVariable.renamed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables: what PMM 2 knew, what PMM 3 knows, and what becomes of the one in the other. */
final class KnownVariables {
    private static final String PLATFORM =
            "Percona Platform was switched off with PMM 3.7, so this has an effect on older targets only.";
    private static final String HOST_OF_PLATFORM =
            "PMM 3 has one address for all services of the platform. " + PLATFORM;
    private static final String NO_DBAAS = "Database as a Service is not part of PMM 3.";

    private static final Map<String, ValueKind> TYPED = Map.ofEntries(
            Map.entry("PMM_ENABLE_UPDATES", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_TELEMETRY", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_ALERTING", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_BACKUP_MANAGEMENT", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_AZURE_DISCOVER", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_ACCESS_CONTROL", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_VM_CACHE", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_INTERNAL_PG_QAN", ValueKind.BOOLEAN),
            Map.entry("PMM_ENABLE_NOMAD", ValueKind.BOOLEAN),
            Map.entry("PMM_UPDATE_SNOOZE_DURATION", ValueKind.DURATION),
            Map.entry("PMM_DATA_RETENTION", ValueKind.RETENTION),
            Map.entry("PMM_METRICS_RESOLUTION", ValueKind.RESOLUTION),
            Map.entry("PMM_METRICS_RESOLUTION_HR", ValueKind.RESOLUTION),
            Map.entry("PMM_METRICS_RESOLUTION_MR", ValueKind.RESOLUTION),
            Map.entry("PMM_METRICS_RESOLUTION_LR", ValueKind.RESOLUTION));

    /** Where several names of PMM 2 have become one, the earlier in this list takes precedence. */
    private static final List<KnownVariable> PMM2 = List.of(
            renamed("DATA_RETENTION", "PMM_DATA_RETENTION"),
            renamed("METRICS_RESOLUTION", "PMM_METRICS_RESOLUTION"),
            renamed("METRICS_RESOLUTION_HR", "PMM_METRICS_RESOLUTION_HR"),
            renamed("METRICS_RESOLUTION_MR", "PMM_METRICS_RESOLUTION_MR"),
            renamed("METRICS_RESOLUTION_LR", "PMM_METRICS_RESOLUTION_LR"),
            inverted("DISABLE_UPDATES", "PMM_ENABLE_UPDATES"),
            inverted("DISABLE_TELEMETRY", "PMM_ENABLE_TELEMETRY"),
            inverted("DISABLE_ALERTING", "PMM_ENABLE_ALERTING"),
            inverted("DISABLE_BACKUP_MANAGEMENT", "PMM_ENABLE_BACKUP_MANAGEMENT"),
            renamed("ENABLE_AZUREDISCOVER", "PMM_ENABLE_AZURE_DISCOVER"),
            renamed("ENABLE_RBAC", "PMM_ENABLE_ACCESS_CONTROL"),
            renamed("ENABLE_VM_CACHE", "PMM_ENABLE_VM_CACHE"),
            renamed("PERCONA_TEST_INTERFACE_TO_BIND", "PMM_INTERFACE_TO_BIND"),
            renamed("PERCONA_TEST_PMM_CLICKHOUSE_ADDR", "PMM_CLICKHOUSE_ADDR"),
            renamed("PERCONA_TEST_PMM_CLICKHOUSE_DATABASE", "PMM_CLICKHOUSE_DATABASE"),
            renamed("PERCONA_TEST_PMM_CLICKHOUSE_DATASOURCE", "PMM_CLICKHOUSE_DATASOURCE"),
            renamed("PERCONA_TEST_PMM_CLICKHOUSE_HOST", "PMM_CLICKHOUSE_HOST"),
            renamed("PERCONA_TEST_PMM_CLICKHOUSE_PORT", "PMM_CLICKHOUSE_PORT"),
            renamed("PERCONA_TEST_PMM_DISABLE_BUILTIN_CLICKHOUSE", "PMM_DISABLE_BUILTIN_CLICKHOUSE"),
            renamed("PERCONA_TEST_PMM_DISABLE_BUILTIN_POSTGRES", "PMM_DISABLE_BUILTIN_POSTGRES"),
            renamed("PERCONA_TEST_POSTGRES_ADDR", "PMM_POSTGRES_ADDR"),
            renamed("PERCONA_TEST_POSTGRES_DBNAME", "PMM_POSTGRES_DBNAME"),
            renamed("PERCONA_TEST_POSTGRES_USERNAME", "PMM_POSTGRES_USERNAME"),
            renamed("PERCONA_TEST_POSTGRES_DBPASSWORD", "PMM_POSTGRES_DBPASSWORD"),
            renamed("PERCONA_TEST_POSTGRES_SSL_MODE", "PMM_POSTGRES_SSL_MODE"),
            renamed("PERCONA_TEST_POSTGRES_SSL_CA_PATH", "PMM_POSTGRES_SSL_CA_PATH"),
            renamed("PERCONA_TEST_POSTGRES_SSL_KEY_PATH", "PMM_POSTGRES_SSL_KEY_PATH"),
            renamed("PERCONA_TEST_POSTGRES_SSL_CERT_PATH", "PMM_POSTGRES_SSL_CERT_PATH"),
            renamed("PERCONA_TEST_PLATFORM_ADDRESS", "PMM_DEV_PERCONA_PLATFORM_ADDRESS", PLATFORM),
            renamed("PERCONA_TEST_SAAS_HOST", "PMM_DEV_PERCONA_PLATFORM_ADDRESS", HOST_OF_PLATFORM),
            renamed("PERCONA_TEST_AUTH_HOST", "PMM_DEV_PERCONA_PLATFORM_ADDRESS", HOST_OF_PLATFORM),
            renamed("PERCONA_TEST_CHECKS_HOST", "PMM_DEV_PERCONA_PLATFORM_ADDRESS", HOST_OF_PLATFORM),
            renamed("PERCONA_TEST_PLATFORM_INSECURE", "PMM_DEV_PERCONA_PLATFORM_INSECURE", PLATFORM),
            renamed("PERCONA_TEST_PLATFORM_PUBLIC_KEY", "PMM_DEV_PERCONA_PLATFORM_PUBLIC_KEY", PLATFORM),
            renamed("PERCONA_TEST_CHECKS_PUBLIC_KEY", "PMM_DEV_PERCONA_PLATFORM_PUBLIC_KEY", PLATFORM),
            renamed("PERCONA_PLATFORM_API_TIMEOUT", "PMM_DEV_PERCONA_PLATFORM_API_TIMEOUT", PLATFORM),
            renamed("OAUTH_PMM_CLIENT_ID", "PMM_DEV_OAUTH_CLIENT_ID", PLATFORM),
            renamed("OAUTH_PMM_CLIENT_SECRET", "PMM_DEV_OAUTH_CLIENT_SECRET", PLATFORM),
            renamed("PERCONA_TEST_TELEMETRY_DISABLE_START_DELAY", "PMM_DEV_TELEMETRY_DISABLE_START_DELAY"),
            renamed("PERCONA_TEST_TELEMETRY_HOST", "PMM_DEV_TELEMETRY_HOST"),
            renamed("PERCONA_TEST_TELEMETRY_INTERVAL", "PMM_DEV_TELEMETRY_INTERVAL"),
            renamed("PERCONA_TEST_TELEMETRY_RETRY_BACKOFF", "PMM_DEV_TELEMETRY_RETRY_BACKOFF"),
            renamed("PMM_TEST_TELEMETRY_DISABLE_SEND", "PMM_DEV_TELEMETRY_DISABLE_SEND"),
            renamed("PMM_TEST_TELEMETRY_FILE", "PMM_DEV_TELEMETRY_FILE"),
            renamed("PERCONA_TEST_STARLARK_ALLOW_RECURSION", "PMM_DEV_ADVISOR_STARLARK_ALLOW_RECURSION"),
            renamed("PERCONA_TEST_CHECKS_FILE", "PMM_DEV_ADVISOR_CHECKS_FILE"),
            removed("LESS_LOG_NOISE", ""),
            removed("PERCONA_TEST_NICER_API", ""),
            removed("PERCONA_TEST_CHECKS_INTERVAL", ""),
            removed("PERCONA_TEST_PMM_CLICKHOUSE_BLOCK_SIZE", ""),
            removed("PERCONA_TEST_PMM_CLICKHOUSE_POOL_SIZE", ""),
            removed("ENABLE_DBAAS", NO_DBAAS),
            removed("PERCONA_TEST_DBAAS", NO_DBAAS),
            removed(
                    "PERCONA_TEST_VERSION_SERVICE_URL",
                    "Sources disagree about its name on PMM 3. If you run a version service of your own, set"
                            + " PMM_DEV_VERSION_SERVICE_URL with an override."));

    /** Known to PMM 3 by full name, beside the typed ones and the new names of PMM 2's. */
    private static final Set<String> PMM3 = Set.of(
            "_",
            "HOME",
            "HOSTNAME",
            "LANG",
            "PATH",
            "PWD",
            "SHLVL",
            "TERM",
            "LC_ALL",
            "SHELL",
            "LOGNAME",
            "USER",
            "PS1",
            "CONTAINER",
            "NO_PROXY",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "TZ",
            "PERCONA_TELEMETRY_DISABLE",
            "PMM_DEBUG",
            "PMM_TRACE",
            "PMM_PUBLIC_ADDRESS",
            "PMM_VM_URL",
            "PMM_INSTALL_METHOD",
            "PMM_WATCHTOWER_HOST",
            "PMM_WATCHTOWER_TOKEN",
            "PMM_ENCRYPTION_KEY_PATH",
            "PMM_ADMIN_PASSWORD",
            "PMM_DISTRIBUTION_METHOD",
            "PMM_CLICKHOUSE_USER",
            "PMM_CLICKHOUSE_PASSWORD",
            "PMM_CLICKHOUSE_CONFIG",
            "PMM_CLICKHOUSE_DATASOURCE_USER",
            "PMM_CLICKHOUSE_DATASOURCE_PASSWORD");

    private static final List<String> PREFIXES = List.of(
            "GF_",
            "VM_",
            "VMAGENT_",
            "VMAUTH_",
            "VMSELECT_",
            "VMINSERT_",
            "VMSTORAGE_",
            "SUPERVISOR_",
            "KUBERNETES_",
            "MONITORING_",
            "PMM_DEV_",
            "PMM_HA_");

    private static final Map<String, KnownVariable> BY_NAME = new LinkedHashMap<>();

    static {
        PMM2.forEach(variable -> BY_NAME.put(variable.name(), variable));
    }

    private KnownVariables() {}

    static List<KnownVariable> ofPmm2() {
        return PMM2;
    }

    /** Returns what is known about a variable of PMM 2, by its name in capitals. */
    static Optional<KnownVariable> find(String canonicalName) {
        return Optional.ofNullable(BY_NAME.get(canonicalName));
    }

    /** Returns by what a variable is told from others: PMM's own regardless of case, everybody else's exactly. */
    static String key(String name) {
        String canonical = name.toUpperCase(Locale.ROOT);
        boolean pmms = BY_NAME.containsKey(canonical) || TYPED.containsKey(canonical) || isNewName(canonical);
        return pmms ? canonical : name;
    }

    private static boolean isNewName(String canonicalName) {
        return PMM2.stream().anyMatch(variable -> variable.newName().equals(canonicalName));
    }

    static ValueKind kindOf(String newName) {
        return TYPED.getOrDefault(newName, ValueKind.TEXT);
    }

    /** Returns whether PMM 3 knows a variable, by its name in capitals. */
    static boolean isKnownToPmm3(String canonicalName) {
        return TYPED.containsKey(canonicalName)
                || PMM3.contains(canonicalName)
                || PREFIXES.stream().anyMatch(canonicalName::startsWith)
                || isNewName(canonicalName);
    }

    /** Returns whether PMM 3 says that it will not support a variable, and ignores it. */
    static boolean isIgnoredByPmm3(String canonicalName) {
        return canonicalName.startsWith("PERCONA_") || canonicalName.startsWith("PMM_TEST_");
    }
}
