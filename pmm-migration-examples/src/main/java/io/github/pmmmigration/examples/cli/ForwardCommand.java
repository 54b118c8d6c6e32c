package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationExecution;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.report.MigrationOutcome;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What brings a server to a later version: shows the plan, asks, and goes. */
abstract class ForwardCommand extends ChangingCommand {
    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final OverrideOptions overrides = new OverrideOptions();

    @Mixin
    private final GateOptions gate = new GateOptions();

    @Option(
            names = "--hops",
            paramLabel = "COUNT",
            description = "Stop after so many hops; running it again goes on. Default: all of them.")
    private int hops = Integer.MAX_VALUE;

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Execute exactly the plan in this file; refused when the server has changed since.")
    private @Nullable Path plan;

    ForwardCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        target.applyTo(builder);
        overrides.applyTo(builder, console());
        gate.applyTo(builder, console());
        if (hops < 1) {
            throw new UsageException("--hops must be at least 1.", "Leave it out to go all the way.");
        }
        builder.atMostHops(hops);
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
            console().err().println(preview.toSummary() + (preview.executable() ? whereCommandsAre() : ""));
            if (preview.executable() && !mayGoOn("Go ahead?")) {
                return declined();
            }
            builder.expecting(preview.fingerprint());
        }
        if (!overrides.writesCompose()) {
            return verdict(go(builder), session);
        }
        if (hops != Integer.MAX_VALUE) {
            throw new UsageException("--write-compose does not go with --hops.", "Leave one of them out.");
        }
        ComposeWriter compose = ComposeWriter.prepare(builder);
        MigrationOutcome outcome = go(builder);
        ExitCode code = verdict(outcome, session);
        boolean serves =
                outcome instanceof MigrationOutcome.Migrated || outcome instanceof MigrationOutcome.AlreadyMigrated;
        return serves ? compose.write(outcome, console()) : code;
    }

    private String whereCommandsAre() {
        return "Every command: pmm-migrate " + planCommand() + ", with the same options.\n";
    }

    /** The command that shows the whole plan of this one. */
    String planCommand() {
        return "plan";
    }

    private MigrationOutcome go(MigrationPlanBuilder builder) {
        Progress progress = new Progress(console(), output());
        MigrationPlan execute = (output().quiet() ? builder : builder.listener(progress)).build();
        MigrationExecution execution = execute.start(new Worker());
        MigrationOutcome outcome = await(execution.outcome().toCompletableFuture(), execution::cancel);
        progress.end();
        return outcome;
    }

    private ExitCode verdict(MigrationOutcome outcome, Session session) {
        show(outcome.report());
        ExitCode code = new Verdict(session.engine()).of(outcome);
        say(code, outcome);
        return code;
    }
}
