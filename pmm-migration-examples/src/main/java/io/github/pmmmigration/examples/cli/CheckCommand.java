package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.report.PreviewData;
import picocli.CommandLine.Command;

/** Everything that stands in the way, at once. */
@Command(
        name = "check",
        description = "Looks at the server and says everything that stands in the way of a migration. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  pmm-migrate check",
            "  pmm-migrate check --container pmm --password-file secret.txt --json"
        })
final class CheckCommand extends PreviewCommand {
    CheckCommand(Console console) {
        super(console);
    }

    /** A script gets all of the preview, people only what was noticed. */
    @Override
    void show(PreviewData preview) {
        console().out().println(output().json() ? preview.toJson() : FindingsText.of(preview));
    }
}
