package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.report.PreviewData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What looks and changes nothing. */
abstract class PreviewCommand extends ServerCommand {
    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Mixin
    private final OverrideOptions overrides = new OverrideOptions();

    @Option(names = "--upgrade", description = "Look at what 'upgrade-server' would do instead of the migration.")
    private boolean upgrade;

    PreviewCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        target.applyTo(builder);
        overrides.applyTo(builder, console());
        return upgrade ? builder.upgradeOnly() : builder;
    }

    @Override
    ExitCode run(Session session) {
        PreviewData preview = plan(session).preview().data();
        show(preview);
        return preview.executable() ? ExitCode.DONE : ExitCode.REFUSED;
    }

    abstract void show(PreviewData preview);

    @Override
    String failure(Problem problem) {
        return Documents.preview(container(), problem);
    }
}
