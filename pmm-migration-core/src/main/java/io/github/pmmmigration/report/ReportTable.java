package io.github.pmmmigration.report;

import io.github.pmmmigration.step.ApiKeyMigrationResult;
import io.github.pmmmigration.step.VerificationResult;
import java.util.List;

/**
 * A table of a report, in the words that all renderings with tables share.
 *
 * @param title heading above it
 * @param columns titles of its columns
 * @param rows its cells; none means that the table is left out
 */
record ReportTable(String title, List<String> columns, List<List<String>> rows) {
    static ReportTable apiKeys(MigrationReport report) {
        return new ReportTable(
                "API keys",
                List.of("Key", "Role", "Organisation", "Became", "Detail"),
                report.apiKeys().map(ReportTable::rows).orElse(List.of()));
    }

    private static List<List<String>> rows(ApiKeyMigrationResult keys) {
        return keys.outcomes().stream()
                .map(it -> List.of(
                        it.key().name(),
                        it.key().role(),
                        String.valueOf(it.key().organizationId()),
                        Words.sentence(it.fate().name()),
                        it.detail()))
                .toList();
    }

    static ReportTable checks(MigrationReport report) {
        return new ReportTable(
                "Checks",
                List.of("Check", "Result", "Seen", "To do"),
                report.verification().map(ReportTable::rows).orElse(List.of()));
    }

    private static List<List<String>> rows(VerificationResult result) {
        return result.checks().stream()
                .map(it -> List.of(
                        Words.check(it.name()) + (it.required() ? "" : " (advisory)"),
                        Words.sentence(it.verdict().name()),
                        it.evidence(),
                        it.remedy()))
                .toList();
    }

    static ReportTable differences(MigrationReport report) {
        return new ReportTable(
                "What is different in the new container",
                List.of("Where", "Before", "After", "Why"),
                report.configurationDifferences().stream()
                        .map(it -> List.of(it.path(), it.before(), it.after(), it.reason()))
                        .toList());
    }

    static ReportTable leftovers(MigrationReport report) {
        return new ReportTable(
                "What was kept",
                List.of("Kind", "Name", "What for", "Command"),
                report.leftovers().stream()
                        .map(it -> List.of(it.kind(), it.name(), it.purpose(), it.command()))
                        .toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
