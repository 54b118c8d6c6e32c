package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.internal.configuration.Replacement;
import io.github.pmmmigration.internal.data.PrepareSummary;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.storage.DefaultStorageDetector;
import io.github.pmmmigration.report.CopiedData;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.report.ServerSummary;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.DataStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts together what a run did. */
final class ReportFactory {
    private ReportFactory() {}

    /** Reports a run that got as far as having a survey. */
    static MigrationReport ofRun(Run run, Chronicle chronicle, Outcome outcome, Optional<Problem> problem) {
        Survey survey = run.survey();
        List<Finding> findings = List.copyOf(run.findings);
        StorageLayout storage =
                storageOfRestored(run.engine(), survey.site().server()).orElse(survey.storage());
        return new MigrationReport(
                outcome,
                survey.site().migration().value(),
                run.start(),
                run.now(),
                source(run),
                target(run),
                storage.describe(),
                storage.kind(),
                run.settings().strategy().name(),
                backup(run),
                run.prepared.filter(done -> !done.backup().equals("none")).map(ReportFactory::copied),
                outcome == Outcome.ROLLED_BACK ? downtimeOfDetour(run, chronicle) : downtime(run),
                chronicle.phases(),
                chronicle.actions(),
                run.replacement.map(Replacement::differences).orElse(List.of()),
                run.apiKeys,
                run.verification,
                findings,
                Leftovers.of(run.engine(), survey.site()),
                problem,
                LogRedaction.redact(run.logTail, run.survey().source()),
                List.of());
    }

    private static ServerSummary source(Run run) {
        ContainerSnapshot source = run.survey().source();
        String version = run.baseline
                .map(Baseline::version)
                .or(() -> run.survey().version())
                .map(told -> told.version().toString())
                .orElse("");
        return new ServerSummary(
                run.survey().site().server().value(),
                source.id().value(),
                source.imageReference(),
                source.image().value(),
                version);
    }

    private static ServerSummary target(Run run) {
        Optional<ContainerSnapshot> replacement =
                Roster.of(run.engine(), run.migration()).replacement();
        String version = run.serving
                .map(told -> told.version().toString())
                .or(() -> Targets.expected(run.survey()).map(Object::toString))
                .orElse("");
        return new ServerSummary(
                replacement.map(container -> container.name().value()).orElse(""),
                replacement.map(container -> container.id().value()).orElse(""),
                run.survey().target().toString(),
                replacement.map(container -> container.image().value()).orElse(""),
                version);
    }

    private static Optional<String> backup(Run run) {
        boolean wanted = run.settings().strategy() instanceof DataStrategy.InPlace inPlace && inPlace.backup();
        String name = run.survey().site().names().backup().value();
        boolean there =
                run.engine().inspectVolume(run.survey().site().names().backup()).isPresent();
        return wanted && there ? Optional.of(name) : Optional.empty();
    }

    private static CopiedData copied(PrepareSummary done) {
        return new CopiedData(done.entries(), done.bytes(), done.shared());
    }

    /** What this run measured; when it found the source stopped, from the end of its container. */
    private static Optional<Duration> downtime(Run run) {
        return run.outage
                .length()
                .or(() -> run.engine()
                        .inspect(run.survey().source().id().toRef())
                        .flatMap(source -> source.state().finishedAt())
                        .flatMap(run.outage::since));
    }

    /** None when nothing was stopped; between a stop in an earlier run and this one, PMM 3 may have served for a time. */
    private static Optional<Duration> downtimeOfDetour(Run run, Chronicle chronicle) {
        boolean touched = chronicle.actions().stream()
                .anyMatch(action ->
                        action.id().equals("stop-server") || action.id().equals("start-server"));
        if (!touched) {
            boolean fresh = run.survey().site().state() == MigrationStatus.State.NOT_STARTED;
            return fresh ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        boolean servedMeanwhile = Roster.of(run.engine(), run.migration()).containers().stream()
                .filter(container -> Roster.hasRole(container, Roster.REPLACEMENT))
                .anyMatch(container -> container.state().everStarted());
        return servedMeanwhile ? run.outage.length() : downtime(run);
    }

    /** Where the data of the server is that serves now: after a way back that may be the backup. */
    private static Optional<StorageLayout> storageOfRestored(ContainerEngine engine, ContainerName server) {
        return engine.inspect(server.toRef())
                .filter(holder -> Roster.hasRole(holder, Roster.RESTORED))
                .map(holder -> storage(engine, holder));
    }

    private static StorageLayout storage(ContainerEngine engine, ContainerSnapshot container) {
        return DefaultStorageDetector.detect(container, reference -> engine.inspect(ContainerRef.of(reference)));
    }

    /** Reports what stands there. */
    static MigrationReport ofSite(ContainerEngine engine, Site site, Instant now) {
        return ofSite(engine, site, now, outcome(site.state()));
    }

    private static Outcome outcome(MigrationStatus.State state) {
        return switch (state) {
            case NOT_STARTED -> Outcome.NOT_STARTED;
            case INTERRUPTED -> Outcome.INTERRUPTED;
            case MIGRATED -> Outcome.MIGRATED;
            case ROLLED_BACK -> Outcome.ROLLED_BACK;
            case COMMITTED -> Outcome.COMMITTED;
        };
    }

    /** Reports what stands there, as the end of something. */
    static MigrationReport ofSite(ContainerEngine engine, Site site, Instant now, Outcome outcome) {
        Optional<ContainerSnapshot> source = site.source();
        StorageLayout storage = storageOfRestored(engine, site.server())
                .or(() -> source.or(site::holder).map(container -> storage(engine, container)))
                .orElseGet(StorageLayout.ContainerLayer::new);
        Optional<ContainerSnapshot> target = site.replacement()
                .or(() -> site.holder()
                        .filter(holder -> source.filter(known -> known.id().equals(holder.id()))
                                .isEmpty()));
        return new MigrationReport(
                outcome,
                site.migration().value(),
                now,
                now,
                source.map(container -> named(summary(container), site))
                        .map(summary -> ReportChange.versioned(summary, sourceVersion(target)))
                        .orElse(ServerSummary.UNKNOWN),
                target.map(ReportFactory::summary).orElse(ServerSummary.UNKNOWN),
                storage.describe(),
                storage.kind(),
                strategy(site),
                engine.inspectVolume(site.names().backup())
                        .map(volume -> volume.name().value()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Leftovers.of(engine, site),
                Optional.empty(),
                "",
                List.of());
    }

    private static String strategy(Site site) {
        return site.ours().stream()
                .flatMap(container -> container.label(Labels.STRATEGY).stream())
                .findFirst()
                .orElse("");
    }

    /** A retired server is told by the name it was known by. */
    private static ServerSummary named(ServerSummary summary, Site site) {
        return new ServerSummary(
                site.server().value(), summary.containerId(), summary.image(), summary.imageId(), summary.version());
    }

    private static String sourceVersion(Optional<ContainerSnapshot> replacement) {
        return BaselineKeeper.stored(replacement)
                .map(baseline -> baseline.version().version().toString())
                .orElse("");
    }

    private static ServerSummary summary(ContainerSnapshot container) {
        return new ServerSummary(
                container.name().value(),
                container.id().value(),
                container.imageReference(),
                container.image().value(),
                "");
    }
}
