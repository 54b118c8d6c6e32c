package io.github.pmmmigration.internal.verification;

import io.github.pmmmigration.server.ServerSettings;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether settings were kept.
 *
 * <p>Those that decide how much is stored are required: with a shorter retention history would soon be deleted. What the
 * replacement's environment sets is meant to be so, and what PMM 3 does not have any more cannot be kept.
 */
final class SettingsChecks {
    private static final Set<String> VITAL =
            Set.of("data_retention", "metrics_resolution_hr", "metrics_resolution_mr", "metrics_resolution_lr");

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("data_retention", "PMM_DATA_RETENTION"),
            Map.entry("metrics_resolution_hr", "PMM_METRICS_RESOLUTION(_HR)?"),
            Map.entry("metrics_resolution_mr", "PMM_METRICS_RESOLUTION_MR"),
            Map.entry("metrics_resolution_lr", "PMM_METRICS_RESOLUTION_LR"),
            Map.entry("updates_enabled", "PMM_ENABLE_UPDATES"),
            Map.entry("telemetry_enabled", "PMM_ENABLE_TELEMETRY"),
            Map.entry("alerting_enabled", "PMM_ENABLE_ALERTING"),
            Map.entry("backup_management_enabled", "PMM_ENABLE_BACKUP_MANAGEMENT"),
            Map.entry("azurediscover_enabled", "PMM_ENABLE_AZURE_DISCOVER"),
            Map.entry("enable_access_control", "PMM_ENABLE_ACCESS_CONTROL"),
            Map.entry("pmm_public_address", "PMM_PUBLIC_ADDRESS"));

    private SettingsChecks() {}

    static List<Check> make(Comparison comparison) {
        Map<String, String> before =
                new TreeMap<>(comparison.before().settings().values());
        if (before.isEmpty()) {
            return List.of(Checks.advisory("settings").nothingToCompare("the settings were not known before"));
        }
        Answer<ServerSettings> answer = comparison.now().settings();
        if (answer.value().isEmpty()) {
            return List.of(Checks.required("settings").unanswered(answer.refusal()));
        }
        Map<String, String> after = answer.value().orElseThrow().values();
        List<String> vital = new ArrayList<>();
        List<String> other = new ArrayList<>();
        before.forEach((name, value) -> {
            String now = after.getOrDefault(name, value);
            if (!now.equals(value) && !isSetByEnvironment(name, comparison)) {
                (VITAL.contains(name) ? vital : other).add(name + " was '" + value + "' and is '" + now + "'");
            }
        });
        return List.of(
                verdict(Checks.required("settings"), vital, "retention and resolutions as before"),
                verdict(Checks.advisory("features"), other, "switches and addresses as before"));
    }

    private static Check verdict(Checks checks, List<String> differences, String kept) {
        return differences.isEmpty()
                ? checks.passed(kept)
                : checks.failed(Checks.shown(differences), "Set it again under Configuration, Settings in PMM.");
    }

    private static boolean isSetByEnvironment(String setting, Comparison comparison) {
        String variable = "(?i)" + VARIABLES.getOrDefault(setting, "-") + "=.*";
        return comparison.container().document().texts("/Config/Env").stream()
                .anyMatch(entry -> entry.matches(variable));
    }
}
