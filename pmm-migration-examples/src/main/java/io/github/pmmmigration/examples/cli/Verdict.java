package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.MigrationCancelledException;
import io.github.pmmmigration.step.PreflightException;

/** Finds the exit code of an outcome; whether PMM 2 serves is asked of the engine. */
final class Verdict {
    private final ContainerEngine engine;

    Verdict(ContainerEngine engine) {
        this.engine = engine;
    }

    ExitCode of(MigrationOutcome outcome) {
        if (outcome instanceof MigrationOutcome.Cancelled) {
            return ExitCode.CANCELLED;
        }
        if (outcome instanceof MigrationOutcome.RolledBack back) {
            return back.cause() instanceof ImageNotAvailableException ? ExitCode.REFUSED : ExitCode.FAILED;
        }
        return outcome instanceof MigrationOutcome.Stopped stopped ? stopped(stopped) : ExitCode.DONE;
    }

    private ExitCode stopped(MigrationOutcome.Stopped stopped) {
        MigrationException cause = stopped.cause();
        if (cause instanceof MigrationCancelledException) {
            return ExitCode.CANCELLED;
        }
        boolean firstHop = stopped.report().hops().size() <= 1;
        if ((cause instanceof PreflightException && firstHop) || nothingWasDone(stopped.report())) {
            return ExitCode.REFUSED;
        }
        return sourceRuns(stopped.report()) ? ExitCode.FAILED : ExitCode.NEEDS_A_HAND;
    }

    private static boolean nothingWasDone(MigrationReport report) {
        return report.actions().stream().noneMatch(MigrationReport.ActionTime::succeeded);
    }

    private boolean sourceRuns(MigrationReport report) {
        String id = report.source().containerId();
        try {
            return !id.isEmpty()
                    && engine.inspect(ContainerRef.of(id))
                            .filter(container -> container.state().isRunning())
                            .isPresent();
        } catch (EngineException e) {
            return false;
        }
    }
}
