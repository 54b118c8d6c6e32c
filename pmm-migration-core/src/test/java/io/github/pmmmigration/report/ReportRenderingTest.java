package io.github.pmmmigration.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.path.Hop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportRenderingTest {
    private static final String NASTY =
            "<script>alert('x')</script> \"quoted\" & | `code` \u001b[2Jgone \u202eback\ud800 [a](javascript:x)";

    @Test
    void writesTheAgreedJsonOfAMigration() {
        Golden.assertMatches("migrated.json", SampleReports.migrated().toJson() + "\n");
    }

    @Test
    void writesTheAgreedJsonOfARollback() {
        Golden.assertMatches("rolled-back.json", SampleReports.rolledBack().toJson() + "\n");
    }

    @Test
    void writesTheAgreedJsonWhenNothingWasBegun() {
        Golden.assertMatches(
                "stopped.json", SampleReports.stoppedBeforeAnything().toJson() + "\n");
    }

    @Test
    void writesTextOfAMigration() {
        Golden.assertMatches("migrated.txt", SampleReports.migrated().toText());
    }

    @Test
    void writesTextOfARollback() {
        Golden.assertMatches("rolled-back.txt", SampleReports.rolledBack().toText());
    }

    @Test
    void writesTextWhenNothingWasBegun() {
        Golden.assertMatches(
                "stopped.txt", SampleReports.stoppedBeforeAnything().toText());
    }

    @Test
    void saysWhenTheDowntimeBeganInAnEarlierRun() {
        MigrationReport report = SampleReports.continued(Duration.ofMillis(5_600));

        assertThat(report.toText()).contains("Downtime  1 min 12 s, begun by an earlier run; this one took 5.6 s");
    }

    @Test
    void writesMarkdown() {
        Golden.assertMatches("migrated.md", SampleReports.migrated().toMarkdown());
    }

    @Test
    void writesHtmlOfAMigration() {
        Golden.assertMatches("migrated.html", SampleReports.migrated().toHtml());
    }

    @Test
    void writesHtmlOfARollback() {
        Golden.assertMatches("rolled-back.html", SampleReports.rolledBack().toHtml());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 40})
    void fitsTheTextOnAScreen(int warnings) {
        MigrationReport report = withWarnings(warnings);

        String text = report.toText();

        assertThat(text.lines()).hasSizeLessThan(24).allMatch(line -> line.length() <= 80);
    }

    @Test
    void tellsHowManyNotesDidNotFit() {
        assertThat(withWarnings(40).toText()).contains("more notes in the report");
    }

    @Test
    void letsNothingFromOutsideIntoTheMarkupOfHtml() {
        String html = hostile().toHtml();

        assertThat(html).doesNotContain("<script", "\u001b", "\u202e", "http://", "https://", "src=", "href=", "url(");
    }

    @Test
    void letsNothingFromOutsideIntoTheMarkupOfMarkdown() {
        String markdown = hostile().toMarkdown().replaceAll("(?m)^    .*$", "");

        assertThat(markdown).doesNotContain("<script", "\u001b", "[a](javascript", "\u202e");
        assertThat(markdown.lines().filter(line -> line.startsWith("| Container")))
                .allMatch(line ->
                        line.replace("\\|", "").chars().filter(c -> c == '|').count() == 4);
    }

    @Test
    void letsNothingFromOutsideMoveTheCursor() {
        assertThat(hostile().toText()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void keepsEveryCharacterInJson() {
        ConfigDocument json = ConfigDocument.parse(hostile().toJson());

        assertThat(json.text("/source/container")).contains(NASTY);
    }

    @Test
    void saysThatThereIsNoWayBackWithoutABackup() {
        MigrationReport report = SampleReports.migrated();

        String json = withBackup(report, Optional.empty()).toJson();

        assertThat(ConfigDocument.parse(json).text("/howToRollBack"))
                .hasValueSatisfying(text -> assertThat(text).startsWith("There is no way back"));
    }

    private static MigrationReport withWarnings(int number) {
        return with(
                SampleReports.migrated(),
                report -> IntStream.range(0, number)
                        .mapToObj(i -> Finding.warning("W" + i, SampleReports.COMPOSE.message(), "", ""))
                        .toList());
    }

    private static MigrationReport with(MigrationReport it, Function<MigrationReport, List<Finding>> findings) {
        return new MigrationReport(
                it.outcome(),
                it.migrationId(),
                it.startedAt(),
                it.finishedAt(),
                it.source(),
                it.target(),
                it.storage(),
                it.storageKind(),
                it.strategy(),
                it.backup(),
                it.copied(),
                it.downtime(),
                it.phases(),
                it.actions(),
                it.configurationDifferences(),
                it.apiKeys(),
                it.verification(),
                findings.apply(it),
                it.leftovers(),
                it.problem(),
                it.logTail(),
                it.hops());
    }

    private static MigrationReport withBackup(MigrationReport it, Optional<String> backup) {
        return new MigrationReport(
                it.outcome(),
                it.migrationId(),
                it.startedAt(),
                it.finishedAt(),
                it.source(),
                it.target(),
                it.storage(),
                it.storageKind(),
                it.strategy(),
                backup,
                it.copied(),
                it.downtime(),
                it.phases(),
                it.actions(),
                it.configurationDifferences(),
                it.apiKeys(),
                it.verification(),
                it.findings(),
                it.leftovers(),
                it.problem(),
                it.logTail(),
                it.hops());
    }

    private static MigrationReport hostile() {
        MigrationReport it = SampleReports.rolledBack();
        ServerSummary server = new ServerSummary(NASTY, NASTY, NASTY, NASTY, NASTY);
        return new MigrationReport(
                it.outcome(),
                NASTY,
                it.startedAt(),
                it.finishedAt(),
                server,
                server,
                NASTY,
                NASTY,
                NASTY,
                Optional.of(NASTY),
                it.copied(),
                it.downtime(),
                it.phases(),
                it.actions(),
                it.configurationDifferences(),
                it.apiKeys(),
                it.verification(),
                List.of(Finding.blocker(NASTY, NASTY, NASTY, NASTY)),
                List.of(new MigrationReport.Leftover(NASTY, NASTY, NASTY, NASTY)),
                it.problem(),
                NASTY,
                List.of(new MigrationReport.HopMade(
                        Hop.Kind.MIGRATE,
                        NASTY,
                        NASTY,
                        NASTY,
                        NASTY,
                        it.outcome(),
                        NASTY,
                        Optional.of(NASTY),
                        Optional.empty())));
    }
}
