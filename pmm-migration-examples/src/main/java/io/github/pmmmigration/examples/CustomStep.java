package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.StoppedServer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Adds an own step: while the server is stopped, it writes down where the data is, as an off-site backup would.
 *
 * <p>Changes what {@link QuickStart} changes, and one file in the working folder. Used by one thread.
 *
 * @since 0.1
 */
public final class CustomStep {
    private CustomStep() {}

    /** Migrates with the step. */
    public static void main(String[] arguments) {
        MigrationPlan.forContainer("pmm-server")
                .before(Phase.PREPARE_DATA, new OffsiteBackup(Path.of("offsite-backup.txt")))
                .execute();
    }

    // [custom-step]
    /** Runs at least once: it tells by the file whether it has run already. */
    record OffsiteBackup(Path receipt) implements MigrationStep<StoppedServer> {
        @Override
        public String id() {
            return "offsite-backup";
        }

        @Override
        public boolean isSatisfied(StoppedServer server, StepContext context) {
            return Files.exists(receipt);
        }

        @Override
        public void apply(StoppedServer server, StepContext context) throws Exception {
            context.progress("copying " + server.stored().storage().describe());
            Files.writeString(receipt, server.stored().storage().describe());
        }

        @Override
        public void revert(StoppedServer server, StepContext context) throws Exception {
            Files.deleteIfExists(receipt);
        }
    }
    // [custom-step]
}
