package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.journal.MigrationJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all commands have in common that change something. */
final class ChangeOptions {
    private static final Path JOURNAL = Path.of("pmm-migrate.journal");

    @Option(names = "--yes", description = "Do not ask before changing anything.")
    private boolean yes;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where to write down what was done. Default: pmm-migrate.journal in the working folder; a"
                    + " simulation writes none.")
    private @Nullable Path journal;

    @Option(names = "--no-journal", description = "Write nothing down.")
    private boolean noJournal;

    @Option(
            names = "--readiness",
            paramLabel = "SECONDS",
            description = "How long PMM 3 may take to get ready; PMM 2 is always given 900 when it is to come back."
                    + " Default: 900.")
    private long readiness = 900;

    @Option(
            names = "--verification",
            paramLabel = "SECONDS",
            description = "How long required checks are repeated until they pass. Default: 120.")
    private long verification = 120;

    @Option(
            names = "--take-over-lock",
            paramLabel = "ID",
            description = "Take over the lock of a process that is dead; the id stands in the refusal.")
    private @Nullable String lock;

    boolean yes() {
        return yes;
    }

    void applyTo(MigrationPlanBuilder builder, Console console, boolean simulated) {
        builder.timeouts(timeouts -> timeouts.withReadiness(positive(readiness, "--readiness"))
                .withVerification(positive(verification, "--verification")));
        if (lock != null) {
            builder.takeOverLock(lock);
        }
        if (journal != null || !(noJournal || simulated)) {
            builder.journal(MigrationJournal.file(writable(console.resolve(journal == null ? JOURNAL : journal))));
        }
    }

    private static Duration positive(long seconds, String option) {
        if (seconds < 1) {
            throw new UsageException(option + " must be positive.", "Give a number of seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    /** Finds out before anything is changed whether there will be a journal. */
    private static Path writable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        boolean possible = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
        if (!possible) {
            throw new UsageException(
                    "The journal " + file + " cannot be written.", "Give another --journal FILE, or --no-journal.");
        }
        return file;
    }
}
