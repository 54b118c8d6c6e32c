package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.step.Baseline;
import io.github.pmmmigration.step.VerificationResult;
import io.github.pmmmigration.step.VerificationResult.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The checks after a migration, at any later time. */
@Command(
        name = "verify",
        description = {
            "Checks that everything is there: what is monitored, metrics, Query Analytics, settings, dashboards, users.",
            "Compares with a file of 'baseline', else with what the migration left with the container, else says what can"
                    + " be told without. Changes nothing."
        },
        footer = {
            "",
            "Ends with 0 when every required check passed, else with 3.",
            "",
            "Examples:",
            "  pmm-migrate verify",
            "  pmm-migrate verify --baseline before.json --report proof.html"
        })
final class VerifyCommand extends ReportingCommand {
    @Option(names = "--baseline", paramLabel = "FILE", description = "File written by 'baseline'.")
    private @Nullable Path file;

    @Option(
            names = "--verification",
            paramLabel = "SECONDS",
            description = "How long required checks are repeated until they pass. Default: 120.")
    private long verification = 120;

    VerifyCommand(Console console) {
        super(console);
    }

    @Override
    MigrationPlanBuilder configure(MigrationPlanBuilder builder, Session session) {
        if (verification < 1) {
            throw new UsageException("--verification must be positive.", "Give a number of seconds.");
        }
        return builder.timeouts(timeouts -> timeouts.withVerification(Duration.ofSeconds(verification)));
    }

    @Override
    ExitCode run(Session session) {
        MigrationPlan plan = plan(session).build();
        MigrationReport report =
                file == null ? plan.verify() : plan.verify(read(console().resolve(file)));
        show(report);
        VerificationResult result = report.verification().orElseThrow();
        result.checks().stream()
                .filter(check -> check.required() && !check.passed())
                .forEach(this::complain);
        return result.succeeded() ? ExitCode.DONE : ExitCode.NEEDS_A_HAND;
    }

    private void complain(Check check) {
        console().err().println(check.name() + ": " + check.evidence() + ". " + check.remedy());
    }

    private static Baseline read(Path path) {
        try {
            return Baseline.parse(Files.readString(path));
        } catch (IOException e) {
            throw new UsageException("The file " + path + " cannot be read.", "Check --baseline.");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The file " + path + " is no baseline.", "Give a file that 'pmm-migrate baseline --out' wrote.");
        }
    }
}
