package io.github.pmmmigration.report;

import io.github.pmmmigration.report.MigrationReport.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renders a report as one HTML page that needs neither scripts nor anything from outside, and forbids itself both. */
final class ReportHtml {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """;

    private static final Pattern COMMAND = Pattern.compile("(?<=Run: )pmm-migrate .*?(?= \\(in Java)");
    private static final Pattern DETAIL = Pattern.compile("[:,] (.*)$");

    private final MigrationReport report;
    private final Summary summary;
    private final Html html = new Html();

    private ReportHtml(MigrationReport report) {
        this.report = report;
        this.summary = new Summary(report);
    }

    static String render(MigrationReport report) {
        return new ReportHtml(report).render();
    }

    private String render() {
        html.raw(HEAD).element("title", "", title());
        html.open("style").raw("\n" + HtmlStyle.SHEET).close("style");
        html.raw("</head>\n<body>\n").open("main");
        header();
        figures();
        problem();
        timeline();
        wayOut();
        html.raw(HtmlSections.render(report));
        footer();
        return html.close("main").raw("</body>\n</html>\n").toString();
    }

    private String title() {
        return "PMM migration of " + container() + ": "
                + Words.sentence(report.outcome().name());
    }

    private String container() {
        return report.source().container().isEmpty()
                ? report.target().container()
                : report.source().container();
    }

    private String tone() {
        return summary.tone().name().toLowerCase(Locale.ROOT);
    }

    private void header() {
        html.open("header", "class=\"" + tone() + "\"");
        html.open("p", "class=\"eyebrow\"").text("PMM migration of " + container() + " · ");
        html.element("span", "pill", Words.sentence(report.outcome().name())).close("p");
        html.element("h1", "", summary.headline());
        html.element("p", "lead", lead()).close("header");
    }

    private String lead() {
        String when = Words.readable(report.startedAt());
        if (report.outcome() == Outcome.MIGRATED && !report.source().version().isEmpty()) {
            return "It replaced " + summary.source() + " on " + when + ". " + data();
        }
        return when + ". " + data();
    }

    private String data() {
        return report.storage().isEmpty() ? "" : "The data is in " + report.storage() + ".";
    }

    private void figures() {
        html.open("dl", "class=\"figures\"");
        figure("Downtime", report.downtime().map(Words::duration).orElse(""));
        figure("Whole run", report.actions().isEmpty() ? "" : Words.duration(summary.total()));
        figure("API keys", report.apiKeys().isPresent() ? summary.keys() : "");
        figure("Checks", report.verification().isPresent() ? summary.checks() : "");
        html.close("dl");
    }

    /** What follows the number is set smaller. */
    private void figure(String label, String value) {
        if (!value.isEmpty()) {
            Matcher parts = DETAIL.matcher(value);
            html.open("div").element("dt", "", label);
            html.element("dd", "", parts.replaceFirst(""));
            html.element("dd", "minor", parts.reset().find() ? parts.group(1) : "")
                    .close("div");
        }
    }

    private void problem() {
        report.problem().ifPresent(problem -> {
            html.open("section", "class=\"problem\"").element("h2", "", "What went wrong");
            html.element("p", "what", problem.what());
            html.element("p", "", problem.state()).element("p", "", problem.remedy());
            html.element("p", "eyebrow", problem.code()).close("section");
        });
    }

    private void wayOut() {
        WayOut wayOut = new WayOut(report);
        way("How to go back", wayOut.howToRollBack());
        way("How to accept", wayOut.howToCommit());
    }

    private void way(String title, String text) {
        if (!text.isEmpty()) {
            html.open("section", "class=\"way\"").element("h2", "", title);
            html.open("p").raw(withCommandsMarked(text)).close("p").close("section");
        }
    }

    private static String withCommandsMarked(String text) {
        return COMMAND.matcher(Html.escape(text)).replaceAll("<code>$0</code>");
    }

    private void timeline() {
        if (report.phases().isEmpty()) {
            return;
        }
        html.open("section").element("h2", "", "Timeline").raw(HtmlTimeline.render(report));
        html.open("p", "class=\"legend\"");
        html.open("span").raw("<i></i>").text("PMM could be reached").close("span");
        html.open("span")
                .raw("<i class=\"offline\"></i>")
                .text("PMM could not be reached")
                .close("span");
        html.close("p").close("section");
    }

    private void footer() {
        List<String> parts = List.of(
                report.migrationId().isEmpty() ? "No migration" : "Migration " + report.migrationId(),
                "began " + Words.readable(report.startedAt()),
                "ended " + Words.readable(report.finishedAt()));
        html.element("footer", "", String.join(" · ", parts));
    }
}
