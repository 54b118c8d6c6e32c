package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.error.Finding;
import io.github.pmmmigration.error.FindingCodes;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.error.Severity;
import io.github.pmmmigration.event.FindingRaised;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.internal.configuration.ReplacementKind;
import io.github.pmmmigration.internal.decision.Impediments;
import io.github.pmmmigration.internal.decision.Labels;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport.Outcome;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.step.ConflictingMigrationException;
import io.github.pmmmigration.step.FailurePolicy;
import io.github.pmmmigration.step.MigrationBlockedException;
import io.github.pmmmigration.step.MigrationCancelledException;
import io.github.pmmmigration.step.MigrationLockedException;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.PreflightException;
import io.github.pmmmigration.step.StalePreviewException;
import io.github.pmmmigration.step.VerificationResult;
import java.util.List;
import java.util.Optional;

/** One hop: preflight, drive, and the way back when it fails. */
final class ForwardRun {
    private final PlanSettings settings;
    private final Tools tools;
    private final Operation operation;

    ForwardRun(PlanSettings settings, Tools tools, Operation operation) {
        this.settings = settings;
        this.tools = tools;
        this.operation = operation;
    }

    MigrationOutcome execute(Survey survey) {
        ProcessIdentity identity = ProcessIdentity.begin();
        try {
            return travel(survey, identity);
        } finally {
            identity.end();
        }
    }

    private MigrationOutcome travel(Survey survey, ProcessIdentity identity) {
        LockKeeper locks = new LockKeeper(tools.engine(), identity, settings.takeOverLock());
        survey.site().lock().ifPresent(locks::checkFree);
        Expedition expedition = new Expedition(
                settings,
                tools,
                operation,
                survey,
                new Expedition.Purpose(identity, survey.kind() == ReplacementKind.MIGRATE ? "migrate" : "upgrade"));
        checkPreview(survey, identity);
        if (!survey.leg().isNone()) {
            checkHalfDone(survey, identity);
        }
        expedition.begin();
        expedition.tellHop();
        try {
            checkDirection(survey);
            preflight(expedition, survey);
            expedition.forward();
            return new MigrationOutcome.Migrated(expedition.end(Outcome.MIGRATED, Optional.empty()));
        } catch (MigrationCancelledException e) {
            expedition.phaseFailed();
            return new MigrationOutcome.Cancelled(expedition.end(Outcome.CANCELLED, Optional.of(e.problem())));
        } catch (MigrationException e) {
            expedition.phaseFailed();
            return afterFailure(expedition, e);
        }
    }

    private void checkPreview(Survey survey, ProcessIdentity identity) {
        String now = new IntentFactory(settings, survey, identity).fingerprint(survey.source());
        if (settings.expectedFingerprint()
                .filter(expected -> !expected.equals(now))
                .isPresent()) {
            throw new StalePreviewException(new Problem(
                    "STALE_PREVIEW",
                    "The server, or what is wanted, is not what the preview saw.",
                    "Nothing was changed.",
                    "Make a new preview, look at it, and execute that."));
        }
    }

    /** Refuses before the lock is touched; the decisions would refuse as well, but only after taking it over. */
    private void checkHalfDone(Survey survey, ProcessIdentity identity) {
        String wanted = new IntentFactory(settings, survey, identity).digest();
        survey.site()
                .replacement()
                .filter(replacement -> replacement.state().everStarted())
                .filter(replacement ->
                        !replacement.label(Labels.DIGEST).orElse("").equals(wanted))
                .ifPresent(replacement -> {
                    throw new ConflictingMigrationException(new Problem(
                            "CONFLICTING_MIGRATION",
                            "A migration with other settings is half done: its replacement '" + replacement.name()
                                    + "' was started already.",
                            "This run changed nothing.",
                            "Run it with the settings it was begun with, or roll it back first."));
                });
    }

    private void checkDirection(Survey survey) {
        if (survey.site().isGoingBack(settings.strategy())) {
            throw new MigrationBlockedException(new Problem(
                    FindingCodes.ROLLBACK_UNFINISHED,
                    "A way back to PMM 2 was begun and not finished.",
                    "",
                    "Once PMM 2 serves, run the migration again."));
        }
    }

    /** Examines a fresh server; an interrupted migration was examined when it was begun. */
    private void preflight(Expedition expedition, Survey survey) {
        if (survey.site().state() == MigrationStatus.State.INTERRUPTED
                && !survey.leg().isNone()) {
            return;
        }
        List<Finding> findings = Findings.of(settings, survey, expedition.replacement(), tools.engine());
        findings.forEach(finding -> {
            expedition.run.raise(finding);
            expedition.run.events().publish(new FindingRaised(expedition.run.now(), finding));
        });
        boolean blocked = findings.stream().anyMatch(finding -> finding.severity() == Severity.BLOCKER);
        if (blocked || survey.leg().isNone()) {
            throw new PreflightException(findings);
        }
    }

    private MigrationOutcome afterFailure(Expedition expedition, MigrationException cause) {
        if (!mayGoBack(expedition, cause)) {
            return stopped(expedition, cause);
        }
        expedition
                .run
                .events()
                .publish(new RollbackStarted(
                        expedition.run.now(), cause.problem().what()));
        try {
            expedition.revertSteps();
            expedition.back(cause.problem());
            expedition.run.events().publish(new RollbackFinished(expedition.run.now(), true));
            if (cause instanceof UnsuitableTargetException) {
                return stopped(expedition, cause);
            }
            return cause instanceof ImageNotAvailableException
                    ? refused(expedition, cause)
                    : rolledBack(expedition, cause);
        } catch (MigrationException e) {
            expedition.run.events().publish(new RollbackFinished(expedition.run.now(), false));
            e.addSuppressed(cause);
            return stopped(expedition, e);
        }
    }

    private static MigrationOutcome stopped(Expedition expedition, MigrationException cause) {
        return new MigrationOutcome.Stopped(expedition.end(Outcome.STOPPED, Optional.of(cause.problem())), cause);
    }

    private static MigrationOutcome rolledBack(Expedition expedition, MigrationException cause) {
        return new MigrationOutcome.RolledBack(
                expedition.end(Outcome.ROLLED_BACK, Optional.of(cause.problem())), cause);
    }

    /** Without an image nothing was begun but the lock, which is gone again: that is a refusal, not a failure. */
    private static MigrationOutcome refused(Expedition expedition, MigrationException cause) {
        Problem problem = cause.problem();
        PreflightException refusal = new PreflightException(
                List.of(Finding.blocker(problem.code(), problem.what(), problem.state(), problem.remedy())));
        refusal.addSuppressed(cause);
        return stopped(expedition, refusal);
    }

    private boolean mayGoBack(Expedition expedition, MigrationException cause) {
        if (expedition.run.survey().leg().inPlace()) {
            return InPlaceUpgrader.changedNothing(cause);
        }
        boolean pointless = (cause instanceof PreflightException && !(cause instanceof UnsuitableTargetException))
                || cause instanceof MigrationLockedException
                || cause instanceof ConflictingMigrationException
                || cause instanceof EngineUnavailableException
                || cause.code().equals(Impediments.RETIRED_SERVER_RUNS);
        if (pointless || isDataMissing(expedition, cause) || settings.failurePolicy() == FailurePolicy.STOP) {
            return false;
        }
        boolean served = expedition.run.milestones.contains(Milestone.READY);
        return !served || (settings.failurePolicy() == FailurePolicy.ROLL_BACK_UNTIL_VERIFIED && isLost(expedition));
    }

    /** An engine makes up a folder that does not exist, and PMM 2 would start afresh in it: only people can bring it back. */
    private static boolean isDataMissing(Expedition expedition, MigrationException cause) {
        return cause.code().equals(MissingData.CODE)
                && expedition
                        .run
                        .engine()
                        .inspect(expedition.run.survey().source().id().toRef())
                        .filter(source -> source.state().isActive())
                        .isEmpty();
    }

    /** Returns whether this very run cut over and then found that something is lost. */
    private static boolean isLost(Expedition expedition) {
        return expedition.run.milestones.contains(Milestone.REPLACEMENT_STARTED)
                && expedition
                        .run
                        .verification
                        .filter(VerificationResult::showsLoss)
                        .isPresent();
    }
}
