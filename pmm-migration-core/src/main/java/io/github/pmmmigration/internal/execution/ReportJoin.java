package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.step.ApiKeyMigrationResult;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes one report of the reports of several hops: begins with the first, ends like the last. */
final class ReportJoin {
    private ReportJoin() {}

    static MigrationReport of(List<MigrationReport> reports) {
        MigrationReport first = reports.get(0);
        MigrationReport last = reports.get(reports.size() - 1);
        return reports.size() == 1 ? first : joined(reports, first, last);
    }

    private static MigrationReport joined(List<MigrationReport> reports, MigrationReport first, MigrationReport last) {
        boolean wentBack = last.outcome() != Outcome.MIGRATED;
        return new MigrationReport(
                last.outcome(),
                last.migrationId(),
                first.startedAt(),
                last.finishedAt(),
                wentBack ? last.source() : first.source(),
                last.target(),
                last.storage(),
                last.storageKind(),
                last.strategy(),
                withBackup(reports).backup(),
                withBackup(reports).copied(),
                downtime(reports),
                all(reports, MigrationReport::phases),
                all(reports, MigrationReport::actions),
                all(reports, MigrationReport::configurationDifferences),
                keys(reports),
                last.verification(),
                all(reports, MigrationReport::findings).stream().distinct().toList(),
                last.leftovers(),
                last.problem(),
                last.logTail(),
                all(reports, MigrationReport::hops));
    }

    /** Whose backup a rollback to PMM 2 would use; without such a hop, the last. */
    private static MigrationReport withBackup(List<MigrationReport> reports) {
        return reports.stream()
                .filter(report -> report.hops().stream()
                        .anyMatch(hop -> hop.kind() == Hop.Kind.MIGRATE && hop.outcome() == Outcome.MIGRATED))
                .findFirst()
                .orElse(reports.get(reports.size() - 1));
    }

    private static Optional<Duration> downtime(List<MigrationReport> reports) {
        return reports.stream().flatMap(report -> report.downtime().stream()).reduce(Duration::plus);
    }

    private static Optional<ApiKeyMigrationResult> keys(List<MigrationReport> reports) {
        return reports.stream()
                .flatMap(report -> report.apiKeys().stream())
                .filter(result -> result.total() > 0)
                .findFirst()
                .or(() -> reports.get(reports.size() - 1).apiKeys());
    }

    private static <T> List<T> all(List<MigrationReport> reports, Function<MigrationReport, List<T>> part) {
        return reports.stream().map(part).flatMap(Collection::stream).toList();
    }
}
