package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationFailedException;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.MigrationBlockedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Accepts a migration. */
@Command(
        name = "commit",
        description = {
            "Accepts a migration: removes the retired container and helpers.",
            "The backup stays, unless it is dropped too; without it there is no way back. Volumes that were not made by a"
                    + " migration are never touched."
        },
        footer = {"", "Examples:", "  pmm-migrate commit", "  pmm-migrate commit --drop-backup --yes"})
final class CommitCommand extends ChangingCommand {
    @Option(names = "--drop-backup", description = "Remove the backup volume too.")
    private boolean dropBackup;

    CommitCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Session session) {
        MigrationPlan plan = plan(session).build();
        if (!mayGoOn("Remove what was kept of PMM 2" + (dropBackup ? ", the backup included" : "") + "?")) {
            return declined();
        }
        try {
            show(dropBackup ? plan.commitAndDropBackup() : plan.commit());
            return ExitCode.DONE;
        } catch (MigrationFailedException e) {
            return failed(e);
        }
    }

    private ExitCode failed(MigrationFailedException e) {
        MigrationReport report = e.report();
        show(report);
        boolean refused =
                e.getCause() instanceof MigrationBlockedException || e.getCause() instanceof ContainerNotFoundException;
        return refused ? ExitCode.REFUSED : ExitCode.NEEDS_A_HAND;
    }
}
