package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.report.MigrationOutcome;
import io.github.pmmmigration.report.MigrationStatus;
import io.github.pmmmigration.report.PreviewData;

/** Carries out what a plan can be asked for. */
@SuppressWarnings("DoNotCallSuggester") // until the executor lands
public final class PlanRunner {
    private final PlanSettings settings;

    /** Creates a runner for these settings; touches nothing. */
    public PlanRunner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Says what would be done. */
    public PreviewData preview() {
        throw pending();
    }

    /** Migrates, or continues. */
    public MigrationOutcome run(Operation operation) {
        throw pending();
    }

    /** Says where things stand. */
    public MigrationStatus status() {
        throw pending();
    }

    /** Goes back. */
    public MigrationOutcome rollBack(Operation operation) {
        throw pending();
    }

    /** Accepts. */
    public MigrationOutcome commit(Operation operation, boolean dropBackup) {
        throw pending();
    }

    private UnsupportedOperationException pending() {
        return new UnsupportedOperationException("not there yet for " + settings.container());
    }
}
