package io.github.pmmmigration.report;

/** Renders a report as Text. */
final class ReportText {
    private ReportText() {}

    static String render(MigrationReport report) {
        return report.toString();
    }
}
