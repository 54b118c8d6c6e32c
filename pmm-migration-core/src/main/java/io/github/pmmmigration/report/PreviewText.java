package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.step.Phase;
import java.util.Optional;

/** Renders a preview as plain text: findings, differences, and what would be done in order. */
final class PreviewText {
    static final String NO_WAY_BACK = "---- from here on there is no way back ----";
    static final String CAN_BE_UNDONE = "All of this can be undone, by a rollback, until it is committed.";
    private static final int MOST_LINES = 40;

    private final PreviewData preview;
    private final TextPage page = new TextPage();

    private PreviewText(PreviewData preview) {
        this.preview = preview;
    }

    static String render(PreviewData preview) {
        return new PreviewText(preview).render();
    }

    /** The same without commands, defaults and evidence: what somebody reads before saying yes. */
    static String summary(PreviewData preview) {
        return new PreviewText(preview).summary();
    }

    private String render() {
        head();
        path();
        findings();
        differences();
        actions();
        return end();
    }

    private String summary() {
        PreviewSummary summary = new PreviewSummary(preview, page);
        head();
        path();
        summary.findings();
        if (preview.findings().stream().allMatch(PreviewText::canBeOvercome)) {
            summary.differences();
            summary.actions();
        }
        return end();
    }

    private String end() {
        preview.composePatch().ifPresent(this::compose);
        return page.blank().paragraph(0, verdict()).toString();
    }

    private void head() {
        page.heading(Words.line(preview.source().container()) + ": " + version(preview.source(), "PMM 2") + " -> "
                + version(preview.target(), "PMM 3"));
        page.blank();
        page.field("Image", preview.target().image());
        page.field("Data", preview.storage() + (preview.strategy().isEmpty() ? "" : ", " + preview.strategy()));
        page.field("Migration", preview.migrationId());
    }

    private void path() {
        if (preview.path().hops().isEmpty()) {
            return;
        }
        page.blank().heading("The way");
        for (Hop hop : preview.path().hops()) {
            page.item(2, hop.from() + " -> " + hop.destination(), hop.reason());
            hop.fallback()
                    .ifPresent(image -> page.paragraph(6, "If that does not get ready: rolled back, then " + image));
        }
    }

    private static String version(ServerSummary server, String otherwise) {
        return server.version().isEmpty() ? otherwise : "PMM " + Words.line(server.version());
    }

    private void findings() {
        if (!preview.findings().isEmpty()) {
            page.blank().heading("What was noticed");
            preview.findings().forEach(this::finding);
        }
    }

    private void finding(Finding finding) {
        page.paragraph(2, title(finding));
        page.paragraph(6, finding.message());
        labelled("Seen: ", finding.evidence());
        labelled("To do: ", finding.remedy());
    }

    static String title(Finding finding) {
        return finding.severity() + " " + finding.code() + (asksForConsent(finding) ? consent(finding) : "");
    }

    private static boolean canBeOvercome(Finding finding) {
        return finding.severity() != Severity.BLOCKER || finding.acceptable();
    }

    private static boolean asksForConsent(Finding finding) {
        return finding.acceptable() && finding.severity() == Severity.BLOCKER;
    }

    private static String consent(Finding finding) {
        return " (goes on when " + finding.code() + " is accepted)";
    }

    private void labelled(String label, String text) {
        if (!text.isEmpty()) {
            page.paragraph(6, label + text);
        }
    }

    private void differences() {
        if (!preview.configurationDifferences().isEmpty()) {
            page.blank().heading("What would be different in the new container; everything else is carried over");
            preview.configurationDifferences().forEach(this::difference);
        }
    }

    private void difference(ConfigurationDifference difference) {
        page.paragraph(2, difference.path() + " (" + difference.reason() + ")");
        value("-", difference.before());
        value("+", difference.after());
    }

    private void value(String sign, String value) {
        if (!value.isEmpty()) {
            page.item(6, sign, value);
        }
    }

    private void actions() {
        if (preview.actions().isEmpty()) {
            return;
        }
        page.blank().heading("What would be done");
        PlannedAction last = PreviewJson.pointOfNoReturn(preview).orElse(null);
        Optional<Phase<?, ?>> phase = Optional.empty();
        int number = 1;
        int hop = 1;
        for (PlannedAction action : preview.actions()) {
            if (action.hop() != hop) {
                hop = action.hop();
                page.paragraph(2, nextHop(preview, hop));
            }
            if (phase.filter(action.phase()::equals).isEmpty()) {
                page.paragraph(2, Words.phase(action.phase()));
            }
            phase = Optional.of(action.phase());
            if (action.equals(last)) {
                page.paragraph(2, NO_WAY_BACK);
            }
            action(number++, action);
        }
        if (last == null) {
            page.paragraph(2, CAN_BE_UNDONE);
        }
    }

    static String nextHop(PreviewData preview, int hop) {
        return "Then, to " + preview.path().hops().get(hop - 1).destination();
    }

    private void action(int number, PlannedAction action) {
        page.item(4, number(number), Words.capitalised(action.description()));
        action.equivalentCommand().ifPresent(this::command);
    }

    static String number(int number) {
        return (number < 10 ? " " : "") + number + ".";
    }

    /** A helper's command holds its script; on a screen it would hide all the others. */
    private void command(String command) {
        long lines = command.lines().count();
        if (lines > MOST_LINES) {
            page.paragraph(8, "$ (" + lines + " lines with the helper's script; as JSON the plan has them in full)");
        } else {
            page.verbatim(8, "$ " + ShellLines.of(command, TextPage.WIDTH - 10));
        }
    }

    private void compose(ComposePatch patch) {
        page.blank().heading("What has to change in the Compose file, or the next 'up' brings PMM 2 back");
        patch.refusal()
                .ifPresentOrElse(
                        reason -> page.paragraph(2, patch.file() + ": by hand. " + reason),
                        () -> page.verbatim(2, patch.diff()));
    }

    private String verdict() {
        if (!preview.executable()) {
            return "Not possible like this: remove the blockers above. Nothing was changed.";
        }
        return preview.actions().isEmpty() ? "Nothing to do." : "Nothing stands in the way. Nothing was changed.";
    }
}
