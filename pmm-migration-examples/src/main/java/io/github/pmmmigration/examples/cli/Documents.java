package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.path.MigrationPath;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.report.ServerSummary;
import io.github.pmmmigration.server.PmmVersion;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The documents that a script reads when something failed before there was anything to report. */
final class Documents {
    private Documents() {}

    /** What is left when not even the command is understood. */
    static String error(Problem problem) {
        return withError(ConfigDocument.empty(), problem).toPrettyJson();
    }

    private static ConfigDocument withError(ConfigDocument document, Problem problem) {
        return document.with("/error/code", problem.code())
                .with("/error/what", problem.what())
                .with("/error/state", problem.state())
                .with("/error/remedy", problem.remedy());
    }

    /** A preview that consists of the one thing that stands in the way. */
    static String preview(String container, Problem problem) {
        Finding blocker = Finding.blocker(problem.code(), problem.what(), problem.state(), problem.remedy());
        PreviewData data = new PreviewData(
                "",
                ServerSummary.named(container),
                ServerSummary.UNKNOWN,
                "",
                "",
                "",
                List.of(blocker),
                List.of(),
                List.of(),
                "",
                new MigrationPath(PmmVersion.of(0, 0, 0), List.of(), List.of()),
                Optional.empty());
        return withError(ConfigDocument.parse(data.toJson()), problem).toPrettyJson();
    }

    static MigrationReport report(String container, Problem problem) {
        return MigrationReport.ofFailure(container, Clock.systemUTC().instant(), Outcome.STOPPED, problem);
    }
}
