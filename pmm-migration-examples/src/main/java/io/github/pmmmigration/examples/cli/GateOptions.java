package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Lets somebody else decide when the server may be stopped. */
final class GateOptions {
    @Option(
            names = "--wait-at",
            paramLabel = "CUT_OVER",
            description = "Prepare everything, then wait before the server is stopped until --go-file exists.")
    private @Nullable String waitAt;

    @Option(
            names = "--go-file",
            paramLabel = "FILE",
            description = "Create this file to let a waiting migration go on.")
    private @Nullable Path goFile;

    void applyTo(MigrationPlanBuilder builder, Console console) {
        if (waitAt == null && goFile == null) {
            return;
        }
        if (waitAt == null || goFile == null) {
            throw new UsageException("--wait-at and --go-file belong together.", "Give both, or neither.");
        }
        if (!waitAt.equals("CUT_OVER")) {
            throw new UsageException(
                    "There is no postpone point '" + waitAt + "'.", "The one that exists is CUT_OVER.");
        }
        Path file = console.resolve(goFile);
        builder.cutOverGate(() -> Files.exists(file));
    }
}
