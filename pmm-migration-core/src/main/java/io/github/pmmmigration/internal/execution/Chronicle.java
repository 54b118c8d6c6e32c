package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.event.ActionFinished;
import io.github.pmmmigration.event.ActionStarted;
import io.github.pmmmigration.event.MigrationEvent;
import io.github.pmmmigration.event.MigrationListener;
import io.github.pmmmigration.event.PhaseFinished;
import io.github.pmmmigration.event.PhaseStarted;
import io.github.pmmmigration.event.RollbackFinished;
import io.github.pmmmigration.event.RollbackStarted;
import io.github.pmmmigration.report.MigrationReport.ActionTime;
import io.github.pmmmigration.report.MigrationReport.PhaseTime;
import io.github.pmmmigration.step.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers phases and actions with their times, for the report. Used by one thread. */
final class Chronicle implements MigrationListener {
    private final List<PhaseTime> phases = new ArrayList<>();
    private final List<ActionTime> actions = new ArrayList<>();
    private Instant phaseStarted = Instant.EPOCH;
    private Instant actionStarted = Instant.EPOCH;
    private String description = "";

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof PhaseStarted || event instanceof RollbackStarted) {
            phaseStarted = event.at();
        } else if (event instanceof PhaseFinished finished) {
            phases.add(phase(finished.phase(), finished.at(), finished.succeeded()));
        } else if (event instanceof RollbackFinished finished) {
            phases.add(phase(Phase.ROLL_BACK, finished.at(), finished.succeeded()));
        } else if (event instanceof ActionStarted started) {
            actionStarted = started.at();
            description = started.description();
        } else if (event instanceof ActionFinished finished) {
            actions.add(action(finished));
        }
    }

    private PhaseTime phase(Phase<?, ?> phase, Instant end, boolean succeeded) {
        return new PhaseTime(phase, phaseStarted, Duration.between(phaseStarted, end), succeeded);
    }

    private ActionTime action(ActionFinished finished) {
        return new ActionTime(
                finished.action(),
                finished.phase(),
                description,
                actionStarted,
                finished.duration(),
                finished.succeeded());
    }

    List<PhaseTime> phases() {
        return phases;
    }

    List<ActionTime> actions() {
        return actions;
    }
}
