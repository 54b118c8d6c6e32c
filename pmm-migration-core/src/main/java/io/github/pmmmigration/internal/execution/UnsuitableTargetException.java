package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.step.PreflightException;
import java.util.List;
import java.util.Optional;

/** Thrown when only the image itself, pulled by then, told that it is none to go to; the server was not touched. */
final class UnsuitableTargetException extends PreflightException {
    private static final long serialVersionUID = 1L;

    private static final String OF_THE_TARGET = "TARGET_";

    private UnsuitableTargetException(List<Finding> blockers) {
        super(blockers);
    }

    /** Judges the image from which the replacement is about to be made, as a preview does whose target is on the engine. */
    static void check(Run run) {
        Survey survey = run.survey();
        Optional<Hop> hop = survey.leg().hop();
        if (hop.isEmpty()) {
            return;
        }
        Survey then = survey.asIf(hop.get(), run.engine().inspectImage(survey.target()));
        List<Finding> blockers =
                Findings.of(run.settings(), then, IntentFactory.preview(run.settings(), then), run.engine()).stream()
                        .filter(finding -> finding.severity() == Severity.BLOCKER)
                        .filter(finding -> finding.code().startsWith(OF_THE_TARGET))
                        .toList();
        if (!blockers.isEmpty()) {
            blockers.forEach(finding -> {
                run.raise(finding);
                run.events().publish(new FindingRaised(run.now(), finding));
            });
            throw new UnsuitableTargetException(blockers);
        }
    }
}
