package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.path.PathRequest.Goal;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.MigrationBlockedException;
import java.util.List;
import java.util.Optional;

/** The way back at any later time: to PMM 2 over as many hops as there are, or over the last hop of an upgrade. */
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
        Locator locator = new Locator(tools.engine());
        Site site = locator.locate(settings.container());
        if (site.state() == MigrationStatus.State.INTERRUPTED) {
            MigrationOutcome outcome = undo(site);
            boolean goesOn = outcome instanceof MigrationOutcome.Restored
                    && next(locator.locate(settings.container())).isPresent();
            return goesOn ? execute() : outcome;
        }
        return next(site)
                .map(link -> undo(link, site))
                .orElseGet(() -> new MigrationOutcome.Restored(nothingToDo(site)));
    }

    /** Returns the hop that is to be undone next; none when what was asked for serves. */
    private Optional<Chain.Link> next(Site site) {
        if (settings.travel().goal() == Goal.UPGRADE && site.state() == MigrationStatus.State.ROLLED_BACK) {
            return Optional.empty();
        }
        Optional<Chain> chain = site.holder().map(holder -> Chain.to(tools.engine(), holder));
        return settings.travel().goal() == Goal.UPGRADE ? chain.flatMap(Chain::last) : chain.flatMap(Chain::backToPmm2);
    }

    private MigrationOutcome undo(Chain.Link link, Site site) {
        Site there = link.migration().equals(site.migration()) ? site : new Locator(tools.engine()).at(site, link);
        if (there.source().isPresent()) {
            return undo(there);
        }
        if (!Revival.isPossible(tools.engine(), there.names())) {
            throw committed(there);
        }
        if (link.kind() == ReplacementKind.UPGRADE_PMM3) {
            throw chainBroken(there);
        }
        announceRevival(there);
        new Revival(settings, tools.engine(), there).perform();
        return undo(new Locator(tools.engine()).at(site, link));
    }

    private void announceRevival(Site site) {
        new Events(List.of(), settings.surroundings().listeners())
                .publish(new FindingRaised(
                        settings.surroundings().clock().instant(),
                        Finding.info(
                                FindingCodes.RETIRED_SERVER_REMADE,
                                "Somebody removed the retired server, as 'docker container prune' does: it is made again from"
                                        + " its definition, and its image is pulled if that is gone too.",
                                "volume " + site.names().records())));
    }

    private MigrationOutcome undo(Site site) {
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
                tools.engine(), site, settings.surroundings().clock().instant());
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
            return new MigrationOutcome.Restored(expedition.end(Outcome.ROLLED_BACK, Optional.empty()));
        } catch (MigrationException e) {
            expedition.run.events().publish(new RollbackFinished(expedition.run.now(), false));
            return new MigrationOutcome.Stopped(expedition.end(Outcome.STOPPED, Optional.of(e.problem())), e);
        }
    }

    /** Made again from its definition, it would not tell any more from which PMM 2 it came. */
    private static MigrationBlockedException chainBroken(Site site) {
        return new MigrationBlockedException(new Problem(
                "RETIRED_SERVER_GONE",
                "A retired server on the way back does not exist any more, and it was not 'commit' that removed it:"
                        + " 'docker container prune' removes all containers that do not run.",
                "PMM 3 is running. Nothing was changed.",
                "PMM 2 can be made again by hand. The volumes '" + site.server()
                        + "-records-...' have the definitions of the servers that there were, in documents/server.json, the"
                        + " volumes '" + site.server()
                        + "-backup-...' their data. Stop and rename PMM 3, then start PMM 2 with these options, and -v with the"
                        + " backup in place of its own data."));
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
