package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.path.Hop;
import io.github.pmmmigration.report.ComposePatch;
import io.github.pmmmigration.report.MigrationOutcome;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the Compose file once PMM 3 serves; whether that is possible is found out before anything is begun. */
final class ComposeWriter {
    private final MigrationPlanBuilder plan;
    private final ComposePatch patch;
    private final String image;

    private ComposeWriter(MigrationPlanBuilder plan, ComposePatch patch, String image) {
        this.plan = plan;
        this.patch = patch;
        this.image = image;
    }

    static ComposeWriter prepare(MigrationPlanBuilder plan) {
        MigrationPreview preview = plan.preview();
        ComposePatch patch = preview.data()
                .composePatch()
                .orElseThrow(() -> new UsageException(
                        "--write-compose was given, but the server was not made by Compose.", "Leave it out."));
        patch.refusal().ifPresent(reason -> {
            throw new UsageException(
                    "The Compose file " + patch.file() + " cannot be written: " + reason,
                    "Change it by hand, and give --accept COMPOSE_MANAGED instead of --write-compose.");
        });
        if (!patch.isWritable()) {
            throw new UsageException(
                    "The Compose file " + patch.file() + " may not be written.", "Run this as a user who may.");
        }
        List<Hop> hops = preview.data().path().hops();
        return new ComposeWriter(
                plan,
                patch,
                hops.isEmpty() ? "" : hops.get(hops.size() - 1).image().toString());
    }

    /** Writes the file as the server is now that it serves; unless it came to another version, that is what was planned. */
    ExitCode write(MigrationOutcome outcome, Console console) {
        try {
            boolean planned = outcome.report().target().image().equals(image);
            String copies = (planned ? patch : asItIsNow())
                    .write().stream().map(Path::toString).collect(Collectors.joining(", "));
            console.err()
                    .println(
                            copies.isEmpty()
                                    ? patch.file() + " says already what the server is."
                                    : "Wrote " + patch.file() + "; what it was is in " + copies
                                            + ": put that back if you roll back. The next 'compose up' makes PMM 3 anew"
                                            + " from the file and keeps the data.");
            return ExitCode.DONE;
        } catch (IllegalStateException | UncheckedIOException | MigrationException e) {
            Complaint.print(
                    console.err(),
                    new Problem(
                            "COMPOSE_NOT_WRITTEN",
                            "The Compose file was not written: " + e.getMessage() + ".",
                            "PMM 3 serves. 'compose up' with the file as it is would bring PMM 2 back on its data.",
                            "Change " + patch.file() + " by hand before you run Compose again."));
            return ExitCode.NEEDS_A_HAND;
        }
    }

    private ComposePatch asItIsNow() {
        ComposePatch now = plan.preview()
                .data()
                .composePatch()
                .orElseThrow(() -> new IllegalStateException("the server has no labels of Compose"));
        now.refusal().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return now;
    }
}
