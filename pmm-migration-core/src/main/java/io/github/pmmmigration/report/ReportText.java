package io.github.pmmmigration.report;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.report.MigrationReport.Leftover;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.ApiKeyMigrationResult.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Renders a report as plain text for a screen of 80 columns and 24 lines. What is needed to go on always stands there in full;
 * notes give way to it.
 */
final class ReportText {
    private static final int SCREEN = 23;
    private static final Set<Fate> NOTEWORTHY = Set.of(Fate.FAILED, Fate.UNACCOUNTED);

    private final MigrationReport report;
    private final Summary summary;

    private ReportText(MigrationReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    static String render(MigrationReport report) {
        return new ReportText(report).render();
    }

    private String render() {
        TextPage top = new TextPage().heading(summary.headline()).blank().add(facts());
        TextPage end = wayOut();
        int room = SCREEN - top.size() - end.size() - 2;
        return top.add(notes(room)).blank().add(end).toString().stripTrailing() + "\n";
    }

    private TextPage facts() {
        TextPage page = new TextPage();
        problem(page);
        server(page);
        if (ran()) {
            page.field("Downtime", summary.downtimeOfRun());
        }
        report.apiKeys().ifPresent(keys -> page.field("API keys", summary.keys()));
        report.verification().ifPresent(result -> page.field("Checks", summary.checks()));
        return page;
    }

    private void server(TextPage page) {
        if (!report.source().container().isEmpty()) {
            page.field("Server", Words.line(report.source().container()) + ": " + versions());
        }
        if (!report.storage().isEmpty()) {
            page.field("Data", summary.data());
        }
        if (report.hops().size() > 1) {
            page.field("Hops", summary.hops());
        }
        report.backup().ifPresent(name -> page.field("Backup", summary.backup()));
    }

    private boolean ran() {
        return !report.actions().isEmpty();
    }

    private String versions() {
        if (wentBack() || report.target().image().isEmpty()) {
            return summary.source() + inBrackets(report.source().image());
        }
        String target = Words.line(report.target().version());
        String image = Words.line(report.target().image());
        return summary.source() + " -> " + (target.isEmpty() ? image : target + inBrackets(image));
    }

    /** On request, not because something failed: then nobody cares any more where it had been going. */
    private boolean wentBack() {
        return report.outcome() == Outcome.ROLLED_BACK && report.problem().isEmpty();
    }

    private static String inBrackets(String image) {
        return image.isEmpty() ? "" : " (" + Words.line(image) + ")";
    }

    private void problem(TextPage page) {
        report.problem().ifPresent(problem -> problem(page, problem));
    }

    private static void problem(TextPage page, Problem problem) {
        page.field("Failure", problem.what() + " [" + problem.code() + "]");
        page.field("State", problem.state());
        page.field("To do", problem.remedy());
        page.blank();
    }

    private TextPage wayOut() {
        WayOut wayOut = new WayOut(report);
        TextPage page = new TextPage();
        if (!report.leftovers().isEmpty()) {
            page.field(
                    "Kept",
                    report.leftovers().stream()
                            .map(Leftover::name)
                            .map(Words::line)
                            .collect(Collectors.joining(", ")));
        }
        return page.field("Go back", wayOut.howToRollBack()).field("Accept", wayOut.howToCommit());
    }

    private TextPage notes(int room) {
        List<TextPage> notes = new ArrayList<>();
        blockersAndWarnings().forEach(finding -> notes.add(note(finding.code() + ": " + finding.message())));
        report.verification()
                .ifPresent(result -> result.failures()
                        .forEach(check -> notes.add(note(
                                "Check " + check.name() + " failed: " + check.evidence() + " " + check.remedy()))));
        report.apiKeys()
                .ifPresent(keys -> keys.outcomes().stream()
                        .filter(outcome -> NOTEWORTHY.contains(outcome.fate()))
                        .forEach(outcome ->
                                notes.add(note("API key '" + outcome.key().name() + "': "
                                        + Words.sentence(outcome.fate().name()) + ". " + outcome.detail()))));
        return notes.isEmpty() ? new TextPage() : fitted(notes, room);
    }

    private static TextPage note(String text) {
        return new TextPage().item(2, "-", Words.line(text));
    }

    private List<Finding> blockersAndWarnings() {
        List<Finding> found = new ArrayList<>(summary.findings(Severity.BLOCKER));
        found.addAll(summary.findings(Severity.WARNING));
        return found;
    }

    private static TextPage fitted(List<TextPage> notes, int room) {
        TextPage page = new TextPage().add(new TextPage().verbatim(0, "\n"));
        int shown = 0;
        for (TextPage note : notes) {
            if (page.size() + note.size() >= room) {
                break;
            }
            page.add(note);
            shown++;
        }
        int hidden = notes.size() - shown;
        return hidden == 0
                ? page
                : page.item(2, "-", Words.count(hidden, "more note", "more notes") + " in the report");
    }
}
