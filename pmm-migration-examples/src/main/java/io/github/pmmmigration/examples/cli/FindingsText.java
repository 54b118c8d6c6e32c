package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.report.ComposePatch;
import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.report.ServerSummary;
import java.util.ArrayList;
import java.util.List;

/** Says what was noticed about a server, each with what to do about it. */
final class FindingsText {
    private FindingsText() {}

    static String of(PreviewData preview) {
        List<String> lines = new ArrayList<>();
        lines.add(named(preview.source()) + ", " + Words.line(preview.storage()) + ", to go to "
                + preview.target().image());
        preview.findings().forEach(finding -> add(lines, finding));
        preview.composePatch().ifPresent(patch -> compose(lines, patch));
        lines.add("");
        lines.add(preview.executable() ? "Nothing stands in the way." : "Not possible until the blockers are gone.");
        return String.join("\n", lines);
    }

    private static void compose(List<String> lines, ComposePatch patch) {
        lines.add("");
        lines.add("Compose file " + Words.line(patch.file()) + ":");
        patch.refusal().ifPresentOrElse(reason -> part(lines, "  By hand: ", reason), () -> lines.add(patch.diff()));
    }

    private static String named(ServerSummary server) {
        return Words.line(server.container())
                + (server.version().isEmpty() ? "" : ": PMM " + Words.line(server.version()));
    }

    private static void add(List<String> lines, Finding finding) {
        lines.add("");
        lines.add(finding.severity() + " " + finding.code() + (finding.acceptable() ? " (can be accepted)" : ""));
        part(lines, "  ", finding.message());
        part(lines, "  Seen: ", finding.evidence());
        part(lines, "  To do: ", finding.remedy());
    }

    private static void part(List<String> lines, String label, String text) {
        if (!text.isEmpty()) {
            lines.add(label + Words.line(text));
        }
    }
}
