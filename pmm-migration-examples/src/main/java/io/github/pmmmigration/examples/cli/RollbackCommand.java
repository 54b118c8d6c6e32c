package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.report.MigrationOutcome;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Back to PMM 2. */
@Command(
        name = "rollback",
        description = {
            "Makes PMM 2 serve again, with its data, ownership, name, ports and restart policy as before.",
            "What PMM 3 has recorded since is set aside, not deleted. Possible until 'commit'."
        },
        footer = {
            "",
            "Examples:",
            "  pmm-migrate rollback",
            "  pmm-migrate rollback --container pmm --yes --json",
            "  pmm-migrate rollback --upgrade"
        })
final class RollbackCommand extends ChangingCommand {
    @Option(names = "--upgrade", description = "Undo the last upgrade only, also one within PMM 2 or PMM 3.")
    private boolean upgrade;

    RollbackCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        MigrationPlanBuilder configured = super.configure(builder, session);
        return upgrade ? configured.upgradeOnly() : configured;
    }

    @Override
    ExitCode run(Session session) {
        MigrationPlanBuilder builder = plan(session);
        String question = upgrade
                ? "Undo the last upgrade? What was recorded since will be set aside."
                : "Go back to PMM 2? What PMM 3 has recorded since will be set aside.";
        if (!mayGoOn(question)) {
            return declined();
        }
        Progress progress = new Progress(console(), output());
        MigrationPlan plan = (output().quiet() ? builder : builder.listener(progress)).build();
        Worker worker = new Worker();
        MigrationOutcome outcome =
                await(CompletableFuture.supplyAsync(plan::attemptRollBack, worker), worker::interrupt);
        progress.end();
        show(outcome.report());
        ExitCode code = new Verdict(session.engine()).of(outcome);
        say(code, outcome);
        return code;
    }
}
