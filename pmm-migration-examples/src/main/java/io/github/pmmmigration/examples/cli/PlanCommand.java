package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.PreviewData;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What would be done. */
@Command(
        name = "plan",
        description =
                "Shows what a migration would do, with equivalent commands, and where the point of no return lies."
                        + " Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  pmm-migrate plan",
            "  pmm-migrate plan --data copy --out tonight.json",
            "  pmm-migrate migrate --plan tonight.json"
        })
final class PlanCommand extends PreviewCommand {
    @Option(names = "--out", paramLabel = "FILE", description = "Save the plan, to execute exactly this one later.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    PlanCommand(Console console) {
        super(console);
    }

    @Override
    void show(PreviewData preview) {
        console()
                .out()
                .println(output().json() ? preview.toJson() : preview.toText().stripTrailing());
        if (out != null) {
            PlanFile.write(console().resolve(out), preview, spec.commandLine().getParseResult());
        }
    }
}
