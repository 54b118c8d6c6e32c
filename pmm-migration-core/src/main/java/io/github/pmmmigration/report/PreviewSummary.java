package io.github.pmmmigration.report;

import io.github.pmmmigration.container.ConfigurationDifference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Severity;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The parts of a preview in a line each: what is noticed, what is different, what is done. */
final class PreviewSummary {
    /** Actions of a kind that follow one another, such as the removal of helpers, are told apart in the whole plan only. */
    private static final int TOO_MANY_ALIKE = 3;

    private final PreviewData preview;
    private final TextPage page;

    PreviewSummary(PreviewData preview, TextPage page) {
        this.preview = preview;
        this.page = page;
    }

    void findings() {
        if (!preview.findings().isEmpty()) {
            page.blank().heading("What was noticed");
            preview.findings().forEach(this::finding);
        }
    }

    private void finding(Finding finding) {
        page.paragraph(2, PreviewText.title(finding));
        page.paragraph(6, finding.message());
        if (finding.severity() != Severity.INFO && !finding.remedy().isEmpty()) {
            page.paragraph(6, "To do: " + finding.remedy());
        }
    }

    void differences() {
        List<ConfigurationDifference> all = preview.configurationDifferences();
        if (all.isEmpty()) {
            return;
        }
        page.blank().heading("What would be different in the new container; everything else is carried over");
        all.stream().filter(PreviewSummary::isChange).forEach(this::change);
        names("Gone:", all, difference -> difference.after().isEmpty());
        names("New:", all, difference -> difference.before().isEmpty());
    }

    private static boolean isChange(ConfigurationDifference difference) {
        return !difference.before().isEmpty() && !difference.after().isEmpty();
    }

    private void change(ConfigurationDifference difference) {
        page.item(2, difference.path() + ":", difference.before() + " -> " + difference.after());
    }

    private void names(String label, List<ConfigurationDifference> all, Predicate<ConfigurationDifference> kind) {
        String names =
                all.stream().filter(kind).map(ConfigurationDifference::path).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            page.item(2, label, names);
        }
    }

    void actions() {
        List<PlannedAction> actions = preview.actions();
        if (actions.isEmpty()) {
            return;
        }
        page.blank().heading("What would be done");
        PlannedAction last = PreviewJson.pointOfNoReturn(preview).orElse(null);
        int hop = 1;
        for (int i = 0; i < actions.size(); i += alike(i)) {
            PlannedAction action = actions.get(i);
            if (action.hop() != hop) {
                hop = action.hop();
                page.paragraph(2, PreviewText.nextHop(preview, hop));
            }
            if (action.equals(last)) {
                page.paragraph(2, PreviewText.NO_WAY_BACK);
            }
            action(i, action);
        }
        if (last == null) {
            page.paragraph(2, PreviewText.CAN_BE_UNDONE);
        }
    }

    private void action(int index, PlannedAction action) {
        if (action.id().equals("stop-server")) {
            page.paragraph(2, "---- downtime begins ----");
        }
        int more = alike(index) - 1;
        page.item(
                2,
                PreviewText.number(index + 1),
                Words.capitalised(action.description()) + (more == 0 ? "" : ", and " + more + " more"));
        if (action.id().equals("await-readiness")) {
            page.paragraph(2, "---- downtime ends ----");
        }
    }

    /** How many actions from this one on are told in one line. */
    private int alike(int index) {
        PlannedAction first = preview.actions().get(index);
        int count = (int) preview.actions().stream()
                .skip(index)
                .takeWhile(next -> next.id().equals(first.id()) && next.reversible() == first.reversible())
                .count();
        return count < TOO_MANY_ALIKE ? 1 : count;
    }
}
