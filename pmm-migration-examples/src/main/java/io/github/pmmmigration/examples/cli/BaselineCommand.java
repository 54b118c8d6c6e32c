package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.step.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes down what is worth comparing later. */
@Command(
        name = "baseline",
        description = "Asks the server for everything that is worth comparing after a migration. Changes nothing.",
        footer = {
            "",
            "A migration takes a baseline by itself; this is for comparing at another time.",
            "",
            "Examples:",
            "  pmm-migrate baseline --out before.json",
            "  pmm-migrate verify --baseline before.json"
        })
final class BaselineCommand extends ServerCommand {
    @Option(names = "--out", paramLabel = "FILE", description = "File to write. Default: standard output.")
    private @Nullable Path file;

    BaselineCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(Session session) {
        Baseline baseline = plan(session).build().baseline();
        missing(baseline)
                .ifPresent(parts -> console()
                        .err()
                        .println("Could not be asked, and so will not be compared: " + parts
                                + ". Credentials of a Grafana administrator may help."));
        if (file == null) {
            console().out().println(baseline.toJson());
        } else {
            write(baseline, console().resolve(file));
        }
        return ExitCode.DONE;
    }

    private void write(Baseline baseline, Path target) {
        try {
            Files.writeString(target, baseline.toJson() + "\n");
        } catch (IOException e) {
            throw new UsageException("The file " + target + " cannot be written.", "Check --out.");
        }
        console()
                .out()
                .println(output().json() ? baseline.toJson() : summary(baseline) + "\nWritten to " + target + ".");
    }

    private static Optional<String> missing(Baseline baseline) {
        List<String> parts = new ArrayList<>();
        if (baseline.organizations().isEmpty()) {
            parts.add("organisations and API keys");
        }
        if (baseline.objects().isEmpty()) {
            parts.add("users, alert rules and dashboards");
        }
        if (baseline.settings().values().isEmpty()) {
            parts.add("settings");
        }
        if (baseline.metrics().newest().isEmpty()) {
            parts.add("metrics");
        }
        if (baseline.queryAnalyticsRows().isEmpty()) {
            parts.add("Query Analytics");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
    }

    private static String summary(Baseline baseline) {
        return "PMM " + baseline.version().version() + ": "
                + baseline.inventory().nodes().size() + " nodes, "
                + baseline.inventory().services().size() + " services, "
                + baseline.inventory().agents().size() + " agents, "
                + baseline.organizations().size() + " organisations, "
                + baseline.apiKeys().size() + " API keys.";
    }

    @Override
    String failure(Problem problem) {
        return Documents.error(problem);
    }
}
