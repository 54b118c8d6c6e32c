package io.github.pmmmigration.report;

/** Renders a report as Markdown. */
final class ReportMarkdown {
    private ReportMarkdown() {}

    static String render(MigrationReport report) {
        return report.toString();
    }
}
