package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.step.DataStrategy;
import io.github.pmmmigration.step.PullPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to go, and how the data gets there. */
final class TargetOptions {
    @Option(
            names = "--target",
            paramLabel = "IMAGE",
            description = "Image at the end of the way. Default: computed from what the server has.")
    private @Nullable String target;

    @Option(
            names = "--via",
            paramLabel = "IMAGE",
            split = ",",
            description = "Stops on the way, in order, instead of the computed ones of their major version.")
    private List<String> via = new ArrayList<>();

    @Option(names = "--no-hop", description = "Go to the target in one hop, whatever speaks for stops on the way.")
    private boolean noHop;

    @Option(
            names = "--pull",
            paramLabel = "missing|always|never",
            description =
                    "When to fetch the image. Default: missing, so an image that is on the engine needs no registry.")
    private String pull = "missing";

    @Option(
            names = "--data",
            paramLabel = "in-place|copy",
            description =
                    "in-place: the documented way, after a backup. copy: PMM 3 gets a copy, the old data stays as it"
                            + " is. Default: in-place.")
    private String data = "in-place";

    @Option(names = "--no-backup", description = "In place without a backup. Needs --accept IRREVERSIBLE.")
    private boolean noBackup;

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            split = ",",
            description = "Acknowledge findings by their code, separated by commas.")
    private List<String> accepted = new ArrayList<>();

    void applyTo(MigrationPlanBuilder builder) {
        if (target != null) {
            builder.targetImage(target);
        }
        if (noHop && !via.isEmpty()) {
            throw new UsageException("--via and --no-hop exclude each other.", "Give one of them.");
        }
        if (noHop) {
            builder.noHop();
        }
        builder.via(via.toArray(String[]::new)).pull(pullPolicy()).data(strategy());
        accepted.forEach(builder::accept);
    }

    private PullPolicy pullPolicy() {
        return switch (pull) {
            case "missing" -> PullPolicy.MISSING;
            case "always" -> PullPolicy.ALWAYS;
            case "never" -> PullPolicy.NEVER;
            default -> throw new UsageException("--pull cannot be '" + pull + "'.", "Use missing, always or never.");
        };
    }

    private DataStrategy strategy() {
        return switch (data) {
            case "in-place" -> noBackup ? DataStrategy.inPlace().withoutBackup() : DataStrategy.inPlace();
            case "copy" -> copy();
            default -> throw new UsageException("--data cannot be '" + data + "'.", "Use in-place or copy.");
        };
    }

    private DataStrategy copy() {
        if (noBackup) {
            throw new UsageException(
                    "--no-backup and --data copy exclude each other: with a copy the old data is the backup.",
                    "Leave --no-backup out.");
        }
        return DataStrategy.copy();
    }
}
