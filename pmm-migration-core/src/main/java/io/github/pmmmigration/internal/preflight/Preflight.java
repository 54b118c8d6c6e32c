package io.github.pmmmigration.internal.preflight;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Judges whether a server can be migrated, and says everything at once.
 *
 * <p>A pure function of what was read before. Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class Preflight {
    private static final List<BiConsumer<PreflightInput, List<Finding>>> CHECKS = List.of(
            IdentityChecks::examine,
            EngineChecks::examine,
            TargetChecks::examine,
            StorageChecks::examine,
            SharingChecks::examine,
            SpaceChecks::examine,
            OwnerChecks::examine,
            DependantChecks::examine,
            PortChecks::examine,
            SettingChecks::examine,
            FileChecks::examine,
            HostChecks::examine);

    private Preflight() {}

    /** Returns all findings, those that stop the migration first. */
    public static List<Finding> examine(PreflightInput input) {
        Objects.requireNonNull(input, "input");
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach(check -> check.accept(input, findings));
        findings.addAll(input.replacement().findings());
        boolean nothingToDo =
                findings.stream().anyMatch(finding -> finding.code().equals(FindingCodes.ALREADY_PMM3));
        return findings.stream()
                .filter(finding -> !nothingToDo || finding.code().equals(FindingCodes.ALREADY_PMM3))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
