package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.data.HelperFailure;
import io.github.pmmmigration.internal.data.HelperOutput;
import io.github.pmmmigration.step.ConflictingMigrationException;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.DataPreparationException;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.ReadinessTimeoutException;
import io.github.pmmmigration.step.RollbackNotPossibleException;
import java.util.Optional;

/** Turns "it cannot go on" into the exception that says so. */
final class Blockades {
    private Blockades() {}

    static MigrationException exception(Run run, Convergence.Blocked blocked) {
        Finding finding = blocked.finding();
        Problem problem =
                new Problem(finding.code(), finding.message() + " (" + finding.evidence() + ")", "", finding.remedy());
        return switch (finding.code()) {
            case "DATA_PREPARATION_FAILED" -> helperFailed(run, problem);
            case "REPLACEMENT_EXITED", "SOURCE_EXITED" -> serverExited(run, problem);
            case "CONFLICTING_MIGRATION" -> new ConflictingMigrationException(problem);
            case "ROLLBACK_NOT_POSSIBLE" -> new RollbackNotPossibleException(problem);
            default -> new MigrationBlockedException(problem);
        };
    }

    private static MigrationException serverExited(Run run, Problem problem) {
        run.engine()
                .inspect(run.survey().site().server().toRef())
                .ifPresent(container -> run.logTail = LastWords.of(run.engine(), container));
        return new ReadinessTimeoutException(problem);
    }

    private static MigrationException helperFailed(Run run, Problem problem) {
        Optional<ContainerSnapshot> helper = failedHelper(run);
        String log =
                helper.map(container -> LastWords.of(run.engine(), container)).orElse("");
        run.logTail = log;
        return helper.flatMap(container -> HelperFailure.of(container.state().exitCode()))
                .map(failure -> new DataPreparationException(failure.problem(HelperOutput.parse(log))))
                .orElseGet(() -> new DataPreparationException(problem));
    }

    private static Optional<ContainerSnapshot> failedHelper(Run run) {
        return Roster.of(run.engine(), run.migration()).helpers().values().stream()
                .filter(container ->
                        container.state().hasExited() && container.state().exitCode() != 0)
                .findFirst();
    }
}
