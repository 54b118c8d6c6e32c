package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.PlannedAction;
import io.github.pmmmigration.step.MigrationIntent;
import java.util.List;

/** Lets the real decisions run on a simulated engine that was seeded with what was seen. */
final class Rehearsal {
    private final PlanSettings settings;
    private final Survey survey;
    private final MigrationIntent intent;

    Rehearsal(PlanSettings settings, Survey survey, MigrationIntent intent) {
        this.settings = settings;
        this.survey = survey;
        this.intent = intent;
    }

    List<PlannedAction> actions() {
        return List.of();
    }
}
