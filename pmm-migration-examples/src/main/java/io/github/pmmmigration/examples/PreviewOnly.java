package io.github.pmmmigration.examples;

import io.github.pmmmigration.MigrationPlan;
import io.github.pmmmigration.MigrationPreview;
import io.github.pmmmigration.step.DataStrategy;

/**
 * Shows what a migration of the server in the container {@code pmm-server} would do.
 *
 * <p>Changes nothing. Used by one thread.
 *
 * @since 0.1
 */
public final class PreviewOnly {
    private PreviewOnly() {}

    /** Prints findings and actions. */
    public static void main(String[] arguments) {
        // [preview]
        MigrationPreview preview = MigrationPlan.forContainer("pmm-server")
                .targetImage("percona/pmm-server:3.7.0")
                .data(DataStrategy.copy())
                .preview();
        preview.findings().forEach(it -> System.out.println(it.severity() + " " + it.message() + " " + it.remedy()));
        preview.actions()
                .forEach(it -> System.out.println(it.equivalentCommand().orElse(it.description())));
        System.out.println(preview.executable() ? "Ready: preview.execute() does exactly this." : "Not possible yet.");
        // [preview]
    }
}
