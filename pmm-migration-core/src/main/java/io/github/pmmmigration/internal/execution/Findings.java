package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.path.Hop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that was noticed about a server, with what the user accepted taken into account. */
final class Findings {
    private Findings() {}

    /** What would be found before the hop to PMM 3 is told before the first one, so that nobody stops half-way. */
    private static List<Finding> ofTheMigration(PlanSettings settings, Survey survey, ContainerEngine engine) {
        Optional<Hop> migration =
                survey.leg().path().migration().filter(hop -> !hop.image().equals(survey.target()));
        return migration
                .map(hop -> survey.asIf(hop, engine.inspectImage(hop.image())))
                .map(then -> Examination.of(settings, then, IntentFactory.preview(settings, then), engine))
                .orElse(List.of());
    }

    private static List<Finding> nothingToDo(Survey survey) {
        return survey.findings().isEmpty()
                ? List.of(Finding.info(
                        FindingCodes.ALREADY_CURRENT,
                        "The server is PMM " + survey.leg().path().from() + " already; there is nothing to upgrade.",
                        "the way: " + survey.leg().path()))
                : List.of();
    }

    /** A typing mistake would otherwise show only where a finding is not acknowledged after all. */
    private static Stream<Finding> unknown(Set<String> accepted) {
        return accepted.stream()
                .filter(code -> !FindingCodes.all().contains(code))
                .map(code -> Finding.warning(
                        FindingCodes.ACCEPT_UNKNOWN,
                        "No finding has the code '" + code + "', so nothing was acknowledged by it.",
                        "accepted: " + code,
                        "Codes are written as findings show them; docs/findings.md has them all."));
    }

    /** What would be in the way of PMM 3 does not matter while PMM 2 is put back. */
    private static Finding goingBack(Survey survey) {
        return Finding.warning(
                FindingCodes.ROLLBACK_UNFINISHED,
                "A way back to PMM 2 was begun and not finished: running the migration finishes it, and nothing else.",
                "container '" + survey.site().server() + "'",
                "Let it finish. Once PMM 2 serves, make a new preview and run the migration again.");
    }

    static List<Finding> of(PlanSettings settings, Survey survey, Replacement replacement, ContainerEngine engine) {
        if (survey.site().isGoingBack(settings.strategy())) {
            return List.of(goingBack(survey));
        }
        List<Finding> all = new ArrayList<>(survey.findings());
        if (survey.leg().isNone() && survey.kind() != ReplacementKind.MIGRATE) {
            all.addAll(nothingToDo(survey));
        } else {
            all.addAll(Examination.of(settings, survey, replacement, engine));
            all.addAll(ofTheMigration(settings, survey, engine));
        }
        unknown(settings.accepted()).forEach(all::add);
        return new LinkedHashSet<>(all)
                .stream()
                        .map(finding -> settings.accepted().contains(finding.code()) ? finding.accepted() : finding)
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList();
    }
}
