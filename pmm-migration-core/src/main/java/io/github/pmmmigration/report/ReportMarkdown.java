package io.github.pmmmigration.report;

import io.github.pmmmigration.error.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a report in Markdown as most programs understand it, tables included. */
final class ReportMarkdown {
    private final MigrationReport report;
    private final Summary summary;
    private final StringBuilder out = new StringBuilder();

    private ReportMarkdown(MigrationReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    static String render(MigrationReport report) {
        ReportMarkdown page = new ReportMarkdown(report);
        page.head();
        page.problem();
        page.timeline();
        page.table(ReportTable.differences(report));
        page.table(ReportTable.apiKeys(report));
        page.table(ReportTable.checks(report));
        page.findings();
        page.table(ReportTable.leftovers(report));
        page.wayOut();
        page.log();
        return page.out.toString().replaceAll("\\n{3,}", "\n\n").stripTrailing() + "\n";
    }

    private void head() {
        line("# " + text(summary.headline()));
        table(
                List.of("", "Before", "After"),
                List.of(
                        List.of("Version", summary.source(), summary.target()),
                        List.of(
                                "Container",
                                report.source().container(),
                                report.target().container()),
                        List.of(
                                "Image",
                                report.source().image(),
                                report.target().image())));
        line("- Migration: " + text(report.migrationId()) + ", " + Words.readable(report.startedAt()));
        line("- Data: " + text(summary.data()));
        line("- Backup: " + text(summary.backup()));
        line("- Downtime: " + summary.downtimeOfRun());
        line("- API keys: " + summary.keys());
        line("- Checks: " + summary.checks());
    }

    private void problem() {
        report.problem().ifPresent(problem -> {
            section("What went wrong");
            line("**" + text(problem.what()) + "** (" + text(problem.code()) + ")");
            paragraph(problem.state());
            paragraph(problem.remedy());
        });
    }

    private void timeline() {
        if (!report.phases().isEmpty()) {
            section("Timeline");
            table(
                    List.of("Phase", "Began", "Took", ""),
                    report.phases().stream()
                            .map(phase -> List.of(
                                    Words.phase(phase.phase()),
                                    Words.exact(phase.startedAt()),
                                    Words.duration(phase.duration()),
                                    phase.succeeded() ? "" : "not finished"))
                            .toList());
        }
    }

    private void findings() {
        if (!report.findings().isEmpty()) {
            section("What was noticed");
            report.findings().forEach(this::finding);
        }
    }

    private void finding(Finding finding) {
        line("- **" + finding.severity() + " " + text(finding.code()) + "**: " + text(finding.message())
                + suffix(" Seen: ", finding.evidence()) + suffix(" To do: ", finding.remedy()));
    }

    private void wayOut() {
        WayOut wayOut = new WayOut(report);
        if (!wayOut.howToRollBack().isEmpty()) {
            section("How to go back");
            line(text(wayOut.howToRollBack()));
        }
        if (!wayOut.howToCommit().isEmpty()) {
            section("How to accept");
            line(text(wayOut.howToCommit()));
        }
    }

    private void log() {
        if (!report.logTail().isBlank()) {
            section("End of the log");
            Words.printable(report.logTail()).lines().forEach(line -> line("    " + line));
        }
    }

    private void section(String title) {
        line("");
        line("## " + title);
        line("");
    }

    private void paragraph(String text) {
        if (!text.isEmpty()) {
            line("");
            line(text(text));
        }
    }

    private void table(ReportTable table) {
        if (!table.isEmpty()) {
            section(table.title());
            table(table.columns(), table.rows());
        }
    }

    private void table(List<String> titles, List<List<String>> rows) {
        line("");
        line(row(titles));
        line("|" + " --- |".repeat(titles.size()));
        rows.forEach(row -> line(row(row.stream().map(ReportMarkdown::text).toList())));
        line("");
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String suffix(String label, String text) {
        return text.isEmpty() ? "" : label + text(text);
    }

    /** On one line, with everything escaped that Markdown or HTML would take for its own. */
    private static String text(String text) {
        return Words.line(text)
                .replaceAll("([\\\\`*_\\[\\]#|~])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private void line(String line) {
        out.append(line).append('\n');
    }
}
