package io.github.pmmmigration.report;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The tables and lists of the HTML report, each a section of its own that is left out when it is empty. */
final class HtmlSections {
    private static final Set<Outcome> SERVING =
            EnumSet.of(Outcome.MIGRATED, Outcome.ALREADY_MIGRATED, Outcome.COMMITTED);

    private final MigrationReport report;
    private final Html html = new Html();

    private HtmlSections(MigrationReport report) {
        this.report = report;
    }

    static Html render(MigrationReport report) {
        HtmlSections sections = new HtmlSections(report);
        sections.findings();
        sections.servers();
        sections.table(ReportTable.apiKeys(report));
        sections.table(ReportTable.checks(report));
        sections.table(ReportTable.differences(report));
        sections.table(ReportTable.leftovers(report));
        sections.log();
        return sections.html;
    }

    private void findings() {
        if (report.findings().isEmpty()) {
            return;
        }
        section("What was noticed");
        html.open("ul", "class=\"notes\"");
        report.findings().stream()
                .sorted(Comparator.comparing(Finding::severity))
                .forEach(this::finding);
        html.close("ul").close("section");
    }

    private void finding(Finding finding) {
        html.open("li").open("span", "class=\"tag " + tone(finding.severity()) + "\"");
        html.text(Words.sentence(finding.severity().name()) + " · " + finding.code())
                .close("span");
        html.element("p", "", finding.message());
        html.element("p", "minor", finding.evidence())
                .element("p", "minor", finding.remedy())
                .close("li");
    }

    private static String tone(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "bad";
            case WARNING -> "careful";
            case INFO -> "neutral";
        };
    }

    private void servers() {
        section("Before and after");
        html.table(
                List.of("", "Before", serves() ? "After" : "Was to be"),
                List.of(
                        List.of(
                                "Version",
                                report.source().version(),
                                report.target().version()),
                        List.of(
                                "Container",
                                report.source().container(),
                                report.target().container()),
                        List.of(
                                "Image",
                                report.source().image(),
                                report.target().image()),
                        List.of(
                                "Image id",
                                report.source().imageId(),
                                report.target().imageId())));
        Summary summary = new Summary(report);
        html.element("p", "aside", "Data: " + summary.data() + ". Backup: " + summary.backup() + ".");
        html.close("section");
    }

    private boolean serves() {
        return SERVING.contains(report.outcome());
    }

    private void table(ReportTable table) {
        if (!table.isEmpty()) {
            section(table.title());
            html.table(table.columns(), table.rows()).close("section");
        }
    }

    private void log() {
        if (!report.logTail().isBlank()) {
            section("End of the log");
            html.element("pre", "", report.logTail()).close("section");
        }
    }

    private void section(String title) {
        html.open("section").element("h2", "", title);
    }
}
