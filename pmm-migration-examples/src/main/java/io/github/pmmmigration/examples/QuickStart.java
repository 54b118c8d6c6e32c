package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationFailedException;
import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.report.MigrationReport;
import io.github.pmmmigration.server.Credentials;
import io.github.pmmmigration.server.Secret;
import java.util.Optional;

/**
 * Migrates the server in the container {@code pmm-server} of the engine that the {@code docker} command would use.
 *
 * <p>Changes: PMM 2 is stopped and kept under another name, a backup volume is made, PMM 3 takes its place. Back with
 * {@code rollBack()} on the same plan. Used by one thread.
 *
 * @since 0.1
 */
public final class QuickStart {
    private QuickStart() {}

    /** Migrates with the password from the variable {@code PMM_PASSWORD}. */
    public static void main(String[] arguments) {
        String password = Optional.ofNullable(System.getenv("PMM_PASSWORD")).orElse("admin");
        try {
            // [quick-start]
            MigrationReport report = MigrationPlan.forContainer("pmm-server")
                    .credentials(Credentials.basic("admin", Secret.of(password)))
                    .execute();
            System.out.println(report.toText());
            // [quick-start]
        } catch (MigrationFailedException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
