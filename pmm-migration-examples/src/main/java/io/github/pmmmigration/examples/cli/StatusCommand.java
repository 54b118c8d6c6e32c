package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.MigrationStatus;
import picocli.CommandLine.Command;

/** Where a migration stands. */
@Command(
        name = "status",
        description = "Says where the migration of a server stands, read from the engine alone. Changes nothing.",
        footer = {"", "Examples:", "  pmm-migrate status", "  pmm-migrate status --container pmm --json"})
final class StatusCommand extends ReportingCommand {
    StatusCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Session session) {
        MigrationStatus status = plan(session).build().status();
        show(status.report());
        status.lock()
                .filter(lock -> !output().json())
                .ifPresent(lock -> console().out().println("  Lock      held by " + lock));
        return ExitCode.DONE;
    }
}
