package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.report.MigrationReport;
import picocli.CommandLine.Mixin;

/** What ends with a report. */
abstract class ReportingCommand extends ServerCommand {
    @Mixin
    private final ReportOption file = new ReportOption();

    ReportingCommand(Console console) {
        super(console);
    }

    @Override
    void prepare() {
        file.check(console());
    }

    final void show(MigrationReport report) {
        console()
                .out()
                .println(output().json() ? report.toJson() : report.toText().stripTrailing());
        file.write(report, console());
    }

    @Override
    final String failure(Problem problem) {
        MigrationReport report = Documents.report(container(), problem);
        file.write(report, console());
        return report.toJson();
    }
}
