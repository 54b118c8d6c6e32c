package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.PreviewData;
import io.github.pmmmigration.report.ServerSummary;
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
            tellWhatIsOpen(preview.target());
        }
    }

    /** A plan holds the identifier of an image that is on the engine; of another one only its registry knows what the tag means. */
    private void tellWhatIsOpen(ServerSummary target) {
        if (target.imageId().isEmpty() && !target.image().contains("@")) {
            console()
                    .err()
                    .println("The plan does not say which image " + target.image()
                            + " means, as it is not on the engine: that"
                            + " will be what its registry hands out then. To settle it now, pull it and plan again, or name it by"
                            + " digest.");
        }
    }
}
