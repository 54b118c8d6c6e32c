package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.path.PathRequest.Goal;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus.State;
import io.github.pmmmigration.server.ServerVersion;
import io.github.pmmmigration.step.ReadinessTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All hops of a plan, one after the other; each is a migration with lock, backup and way back of its own.
 *
 * <p>Between hops nothing is remembered: where to go on is read from the labels of the container that serves.
 */
final class Journey {
    private final Tools tools;
    private final Operation operation;
    private final Locator locator;
    private final List<MigrationReport> made = new ArrayList<>();
    private PlanSettings settings;
    private boolean fellBack;

    Journey(PlanSettings settings, Tools tools, Operation operation) {
        this.settings = settings;
        this.tools = tools;
        this.operation = operation;
        this.locator = new Locator(tools.engine());
    }

    MigrationOutcome execute() {
        while (true) {
            Optional<MigrationOutcome> end = step();
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /** Makes one hop, if there is one to make; returns how it ended if that was the last. */
    private Optional<MigrationOutcome> step() {
        Site site = locator.locate(settings.container());
        boolean finished = site.state() == State.MIGRATED || site.state() == State.COMMITTED;
        if (finished && isEnd(site)) {
            return Optional.of(nothingLeft(site, Optional.empty()));
        }
        Site here = finished ? locator.onward(site) : site;
        Survey survey = new Surveyor(settings, tools).survey(here);
        if (survey.leg().isNone() && survey.leg().path().findings().isEmpty()) {
            forgetLocks(here);
            return Optional.of(nothingLeft(site, survey.version()));
        }
        MigrationOutcome outcome = new ForwardRun(settings, tools, operation).execute(survey);
        made.add(withHop(outcome.report(), survey));
        boolean asPreviewed = settings.expectedFingerprint().isPresent();
        settings = settings.expectingNothing();
        Stopover stopover = new Stopover(settings);
        if (!asPreviewed && stopover.cannotBeHad(survey, outcome)) {
            announce(stopover.missing(survey));
            if (stopover.isDispensable()) {
                settings = settings.travelling(settings.travel().straightOn());
                return Optional.empty();
            }
        }
        return outcome instanceof MigrationOutcome.Migrated
                ? afterSuccess(survey, outcome)
                : afterFailure(survey, outcome);
    }

    /** A run that died while the server updated itself has left a lock, and the update may have ended well without it. */
    private void forgetLocks(Site site) {
        ProcessIdentity identity = ProcessIdentity.begin();
        try {
            LockKeeper keeper = new LockKeeper(tools.engine(), identity, settings.takeOverLock());
            site.lock().ifPresent(keeper::checkFree);
            new Roster(site.ours()).locks().forEach(lock -> tools.engine().remove(lock.id()));
        } finally {
            identity.end();
        }
    }

    /** Returns whether a plan of this kind has nothing more to do, as far as the containers tell. */
    private boolean isEnd(Site site) {
        Optional<ContainerSnapshot> holder = site.holder();
        boolean pmm3 = holder.map(Chain::kindOf)
                .filter(kind -> kind != ReplacementKind.UPGRADE_PMM2)
                .isPresent();
        boolean pending =
                holder.filter(container -> Itinerary.remaining(container) > 0).isPresent();
        return settings.travel().goal() == Goal.MIGRATE && pmm3 && !pending;
    }

    private Optional<MigrationOutcome> afterSuccess(Survey survey, MigrationOutcome outcome) {
        boolean detour = survey.leg().pinned()
                && survey.kind() == ReplacementKind.UPGRADE_PMM2
                && settings.travel().goal() == Goal.MIGRATE;
        if (survey.leg().remaining() == 0 && !detour) {
            return Optional.of(with(outcome, joined()));
        }
        if (made.size() >= settings.travel().mostHops()) {
            return Optional.of(with(outcome, withFinding(joined(), more(survey))));
        }
        return operation.isCancelled()
                ? Optional.of(new MigrationOutcome.Cancelled(
                        ReportChange.of(joined()).outcome(Outcome.CANCELLED).made()))
                : Optional.empty();
    }

    private static MigrationReport withFinding(MigrationReport report, Finding finding) {
        return ReportChange.of(report).finding(finding).made();
    }

    private static Finding more(Survey survey) {
        return Finding.info(
                FindingCodes.HOPS_LEFT,
                "The way is not at its end: it was asked to stop here.",
                survey.leg().path() + "; run the same plan again to go on");
    }

    /** What was rolled back because it did not get ready is tried once more with an earlier version. */
    private Optional<MigrationOutcome> afterFailure(Survey survey, MigrationOutcome outcome) {
        Optional<ImageReference> fallback = survey.leg().hop().flatMap(Hop::fallback);
        boolean worthIt = outcome instanceof MigrationOutcome.RolledBack back
                && back.cause() instanceof ReadinessTimeoutException
                && !fellBack;
        if (!worthIt || fallback.isEmpty()) {
            return Optional.of(with(outcome, joined()));
        }
        fellBack = true;
        announce(fallbackTaken(survey, fallback.get()));
        settings = settings.target().isEmpty()
                ? settings.withTarget(fallback.get())
                : settings.travelling(settings.travel().by(List.of(fallback.get())));
        return Optional.empty();
    }

    private static Finding fallbackTaken(Survey survey, ImageReference fallback) {
        return Finding.warning(
                FindingCodes.FALLBACK_TAKEN,
                survey.target() + " did not get ready and was rolled back; " + fallback + " is tried instead.",
                survey.leg().path().toString(),
                "Nothing, if it succeeds. The container that did not get ready is kept aside for its log.");
    }

    private void announce(Finding finding) {
        int last = made.size() - 1;
        made.set(last, withFinding(made.get(last), finding));
        FindingRaised event = new FindingRaised(settings.surroundings().clock().instant(), finding);
        new Events(List.of(), settings.surroundings().listeners()).publish(event);
    }

    private MigrationOutcome nothingLeft(Site site, Optional<ServerVersion> serving) {
        if (!made.isEmpty()) {
            return new MigrationOutcome.Migrated(joined());
        }
        MigrationReport report = ReportFactory.ofSite(
                tools.engine(), site, settings.surroundings().clock().instant(), Outcome.ALREADY_MIGRATED);
        return new MigrationOutcome.AlreadyMigrated(serving.map(told -> ReportChange.of(report)
                        .sourceVersion(told.version().toString())
                        .made())
                .orElse(report));
    }

    private static MigrationReport withHop(MigrationReport report, Survey survey) {
        return survey.leg()
                .hop()
                .map(hop -> ReportChange.of(report).hop(made(report, hop)).made())
                .orElse(report);
    }

    private static MigrationReport.HopMade made(MigrationReport report, Hop hop) {
        return new MigrationReport.HopMade(
                hop.kind(),
                hop.from().toString(),
                hop.destination(),
                hop.image().toString(),
                hop.reason(),
                report.outcome(),
                report.migrationId(),
                report.backup(),
                report.downtime());
    }

    private MigrationReport joined() {
        return ReportJoin.of(made);
    }

    private static MigrationOutcome with(MigrationOutcome outcome, MigrationReport report) {
        if (outcome instanceof MigrationOutcome.RolledBack back) {
            return new MigrationOutcome.RolledBack(report, back.cause());
        }
        if (outcome instanceof MigrationOutcome.Stopped stopped) {
            return new MigrationOutcome.Stopped(report, stopped.cause());
        }
        return outcome instanceof MigrationOutcome.Cancelled
                ? new MigrationOutcome.Cancelled(report)
                : new MigrationOutcome.Migrated(report);
    }
}
