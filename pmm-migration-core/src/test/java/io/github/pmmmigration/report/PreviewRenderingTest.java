package io.github.pmmmigration.report;

import org.junit.jupiter.api.Test;

final class PreviewRenderingTest {
    @Test
    void writesTheAgreedJson() {
        Golden.assertMatches("preview.json", SampleReports.preview().toJson() + "\n");
    }

    @Test
    void writesText() {
        Golden.assertMatches("preview.txt", SampleReports.preview().toText());
    }

    @Test
    void writesASummaryWithoutCommands() {
        Golden.assertMatches("preview-summary.txt", SampleReports.preview().toSummary());
    }
}
