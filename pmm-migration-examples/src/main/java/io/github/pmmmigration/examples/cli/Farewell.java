package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.MigrationReport;
import java.io.PrintStream;

/** The last lines: what to do now, with commands, when it did not end well. */
final class Farewell {
    private Farewell() {}

    static void print(PrintStream err, ExitCode code, MigrationReport report) {
        String container = report.source().container();
        switch (code) {
            case CANCELLED ->
                err.println("Cancelled. Running the same command again is safe and continues; 'pmm-migrate"
                        + " rollback --container " + container + "' goes back.");
            case NEEDS_A_HAND -> needsAHand(err, report);
            default -> {}
        }
    }

    private static void needsAHand(PrintStream err, MigrationReport report) {
        String container = report.source().container();
        err.println("This needs a hand. Where things stand:");
        err.println("  pmm-migrate status --container " + container);
        err.println("  docker logs --tail 100 " + container);
        err.println("Then one of these:");
        err.println("  pmm-migrate migrate --container " + container + "     # tries again from where it ended");
        err.println("  pmm-migrate rollback --container " + container + "    # makes PMM 2 serve again");
        report.problem().ifPresent(problem -> Complaint.print(err, problem));
    }
}
