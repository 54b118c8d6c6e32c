package io.github.pmmmigration.report;

/** Renders a report as Json. */
final class ReportJson {
    private ReportJson() {}

    static String render(MigrationReport report) {
        return report.toString();
    }
}
