package io.github.pmmmigration.examples.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version of the tool, as its jar says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String own = Optional.ofNullable(PmmMigrate.class.getPackage().getImplementationVersion())
                .orElse("development");
        return new String[] {
            "pmm-migrate " + own + " (Java " + Runtime.version().feature() + ")"
        };
    }
}
