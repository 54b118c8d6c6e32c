package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.HopMade;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.ServerSummary;
import io.github.pmmmigration.step.VerificationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report on its way to another one that says more. */
final class ReportChange {
    private final MigrationReport report;
    private Outcome outcome;
    private ServerSummary source;
    private Optional<VerificationResult> verification;
    private List<Finding> findings;
    private List<HopMade> hops;

    private ReportChange(MigrationReport report) {
        this.report = report;
        this.outcome = report.outcome();
        this.source = report.source();
        this.verification = report.verification();
        this.findings = report.findings();
        this.hops = report.hops();
    }

    static ReportChange of(MigrationReport report) {
        return new ReportChange(report);
    }

    static ServerSummary versioned(ServerSummary server, String version) {
        return new ServerSummary(server.container(), server.containerId(), server.image(), server.imageId(), version);
    }

    ReportChange outcome(Outcome other) {
        outcome = other;
        return this;
    }

    ReportChange sourceVersion(String version) {
        source = versioned(source, version);
        return this;
    }

    ReportChange verification(VerificationResult result) {
        verification = Optional.of(result);
        return this;
    }

    ReportChange finding(Finding finding) {
        findings = new ArrayList<>(findings);
        findings.add(finding);
        return this;
    }

    ReportChange hop(HopMade hop) {
        hops = List.of(hop);
        return this;
    }

    MigrationReport made() {
        return new MigrationReport(
                outcome,
                report.migrationId(),
                report.startedAt(),
                report.finishedAt(),
                source,
                report.target(),
                report.storage(),
                report.storageKind(),
                report.strategy(),
                report.backup(),
                report.copied(),
                report.downtime(),
                report.phases(),
                report.actions(),
                report.configurationDifferences(),
                report.apiKeys(),
                verification,
                findings,
                report.leftovers(),
                report.problem(),
                report.logTail(),
                hops);
    }
}
