package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.plan.PlanSettings;
import java.util.ArrayList;
import java.util.List;

/** Puts the survey before the preflight and collects what it says. */
final class Examination {
    private Examination() {}

    static List<Finding> of(PlanSettings settings, Survey survey, Replacement replacement) {
        List<Finding> findings = new ArrayList<>(replacement.findings());
        if (survey.storage() instanceof StorageLayout.ContainerLayer) {
            findings.add(Finding.blocker(
                    "STORAGE_IN_LAYER",
                    "Container '" + survey.site().server() + "' keeps /srv in its own writable layer, so replacing the"
                            + " container would delete its data.",
                    "no mount at /srv, strategy " + settings.strategy().name(),
                    "Copy /srv to a volume first."));
        }
        return findings;
    }
}
