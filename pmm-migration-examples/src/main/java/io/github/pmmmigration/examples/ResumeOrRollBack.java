package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.report.MigrationOutcome;

/**
 * Looks where the migration of {@code pmm-server} stands and takes the next sensible step, as a job would that runs every night.
 *
 * <p>Changes what {@link QuickStart} changes, when it is not done yet. Used by one thread.
 *
 * @since 0.1
 */
public final class ResumeOrRollBack {
    private ResumeOrRollBack() {}

    /** Goes on; goes back when it did not work and PMM 2 does not serve by itself. */
    public static void main(String[] arguments) {
        // [resume]
        MigrationPlan plan = MigrationPlan.forContainer("pmm-server").build();
        switch (plan.status().state()) {
            case NOT_STARTED, INTERRUPTED -> goOn(plan);
            case MIGRATED -> System.out.println("Migrated. Accept it with plan.commit().");
            case ROLLED_BACK, COMMITTED -> System.out.println("Nothing to do.");
        }
        // [resume]
    }

    // [outcome]
    private static void goOn(MigrationPlan plan) {
        MigrationOutcome outcome = plan.attempt();
        if (outcome instanceof MigrationOutcome.RolledBack back) {
            System.err.println("PMM 2 is serving again: " + back.cause().getMessage());
        } else if (outcome instanceof MigrationOutcome.Stopped stopped) {
            System.err.println(stopped.cause().getMessage());
            plan.rollBack();
        }
    }
    // [outcome]
}
