package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationExecution;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.report.MigrationOutcome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole job. */
@Command(
        name = "migrate",
        description =
                "Moves a PMM 2 server to PMM 3: backup, ownership, new container, readiness, API keys, verification."
                        + " The old container is kept, stopped, until 'commit'; until then 'rollback' goes back. Interrupted, it"
                        + " continues when it is run again.",
        footer = {
            "",
            "Examples:",
            "  pmm-migrate migrate --engine simulated --yes     # plays it in memory",
            "  pmm-migrate migrate                              # shows the plan, asks, migrates 'pmm-server'",
            "  pmm-migrate migrate --container pmm --data copy --yes --report migration.html",
            "  pmm-migrate migrate --wait-at CUT_OVER --go-file go --yes &  # touch go at two in the morning"
        })
final class MigrateCommand extends ChangingCommand {
    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final OverrideOptions overrides = new OverrideOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Execute exactly the plan in this file; refused when the server has changed since.")
    private @Nullable Path plan;

    MigrateCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        target.applyTo(builder);
        overrides.applyTo(builder, console());
        gate.applyTo(builder, console());
        if (plan != null) {
            builder.expecting(PlanFile.fingerprint(console().resolve(plan)));
        }
        return super.configure(builder, session);
    }

    @Override
    ExitCode run(Session session) {
        MigrationPlanBuilder builder = plan(session);
        boolean onShow = session.simulated() && !output().json() && !output().quiet();
        if (asks() || onShow) {
            MigrationPreview preview = builder.preview();
            console().err().println(preview.toText());
            if (preview.executable() && !mayGoOn("Go ahead?")) {
                return declined();
            }
            builder.expecting(preview.fingerprint());
        }
        return migrate(builder, session);
    }

    private ExitCode migrate(MigrationPlanBuilder builder, Session session) {
        Progress progress = new Progress(console(), output());
        MigrationPlan plan = (output().quiet() ? builder : builder.listener(progress)).build();
        MigrationExecution execution = plan.start(new Worker());
        MigrationOutcome outcome = await(execution.outcome().toCompletableFuture(), execution::cancel);
        progress.end();
        separate();
        show(outcome.report());
        ExitCode code = new Verdict(session.engine()).of(outcome);
        say(code, outcome);
        return code;
    }
}
