package io.github.pmmmigration.report;

/** Renders a report as Html. */
final class ReportHtml {
    private ReportHtml() {}

    static String render(MigrationReport report) {
        return report.toString();
    }
}
