package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.plan.PlanSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Everything that was noticed about a server, with what the user accepted taken into account. */
final class Findings {
    private Findings() {}

    static List<Finding> of(PlanSettings settings, Survey survey, Replacement replacement, ContainerEngine engine) {
        List<Finding> all = new ArrayList<>(survey.findings());
        all.addAll(Examination.of(settings, survey, replacement, engine));
        return new LinkedHashSet<>(all)
                .stream()
                        .map(finding -> settings.accepted().contains(finding.code()) ? finding.accepted() : finding)
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList();
    }
}
