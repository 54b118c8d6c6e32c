package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.MigrationBlockedException;
import java.util.Optional;

/** One run back to PMM 2, at any later time. */
final class BackwardRun {
    private final PlanSettings settings;
    private final Tools tools;
    private final Operation operation;

    BackwardRun(PlanSettings settings, Tools tools, Operation operation) {
        this.settings = settings;
        this.tools = tools;
        this.operation = operation;
    }

    MigrationOutcome execute() {
        Site site = new Locator(tools.engine()).locate(settings.container());
        if (site.state() == MigrationStatus.State.ROLLED_BACK || site.state() == MigrationStatus.State.NOT_STARTED) {
            return new MigrationOutcome.Restored(nothingToDo(site));
        }
        if (site.state() == MigrationStatus.State.COMMITTED) {
            throw committed(site);
        }
        PlanSettings asBegun = Recollection.of(settings, site);
        Survey survey = new Surveyor(asBegun, tools).survey(site);
        ProcessIdentity identity = ProcessIdentity.begin();
        try {
            return travel(asBegun, survey, identity);
        } finally {
            identity.end();
        }
    }

    private MigrationReport nothingToDo(Site site) {
        return ReportFactory.ofSite(
                tools.engine(),
                site,
                settings.surroundings().clock().instant(),
                site.state().name());
    }

    private MigrationOutcome travel(PlanSettings asBegun, Survey survey, ProcessIdentity identity) {
        LockKeeper locks = new LockKeeper(tools.engine(), identity, settings.takeOverLock());
        survey.site().lock().ifPresent(locks::checkFree);
        Expedition expedition =
                new Expedition(asBegun, tools, operation, survey, new Expedition.Purpose(identity, "roll back"));
        expedition.begin();
        expedition.run.events().publish(new RollbackStarted(expedition.run.now(), "asked for"));
        try {
            expedition.back();
            expedition.run.events().publish(new RollbackFinished(expedition.run.now(), true));
            return new MigrationOutcome.Restored(expedition.end("ROLLED_BACK", Optional.empty()));
        } catch (MigrationException e) {
            expedition.run.events().publish(new RollbackFinished(expedition.run.now(), false));
            return new MigrationOutcome.Stopped(expedition.end("STOPPED", Optional.of(e.problem())), e);
        }
    }

    private static MigrationBlockedException committed(Site site) {
        return new MigrationBlockedException(new Problem(
                "COMMITTED",
                "The migration was committed: the retired server does not exist any more.",
                "PMM 3 is running.",
                "If the backup volume '" + site.names().backup() + "' still exists, PMM 2 can be started on it by hand:"
                        + " docker run -v " + site.names().backup() + ":/srv -p 443:443 percona/pmm-server:2.44.1"));
    }
}
