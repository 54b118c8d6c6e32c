package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.error.Finding;
import java.util.List;
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

    @Test
    void saysNothingOfActionsWhereABlockerStandsInTheWay() {
        Finding blocker = Finding.blocker("TARGET_NOT_PMM3", "The target is PMM 2.", "2.41.0", "Name another.");

        String summary = with(blocker).toSummary();

        assertThat(summary).contains("BLOCKER TARGET_NOT_PMM3", "Name another.", "Not possible like this");
        assertThat(summary).doesNotContain("What would be");
    }

    @Test
    void saysWhatWouldBeDoneWhereConsentIsAllThatIsMissing() {
        Finding consent = Finding.consent("IRREVERSIBLE", "There is no way back.", "no backup", "Accept it.");

        assertThat(with(consent).toSummary()).contains("goes on when IRREVERSIBLE is accepted", "What would be done");
    }

    private static PreviewData with(Finding finding) {
        PreviewData it = SampleReports.preview();
        return new PreviewData(
                it.migrationId(),
                it.source(),
                it.target(),
                it.storage(),
                it.storageKind(),
                it.strategy(),
                List.of(finding),
                it.configurationDifferences(),
                it.actions(),
                it.fingerprint(),
                it.path(),
                it.composePatch());
    }
}
