package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.StorageDetector;
import java.util.Optional;

/** The roles that the user replaced. */
public record Roles(
        Optional<ServerUpgrader> upgrader,
        Optional<StorageDetector> detector,
        Optional<ContainerMigrator> migrator,
        Optional<ApiKeyMigrator> keyMigrator,
        Optional<PostMigrationVerifier> verifier) {
    /** Replaces none. */
    public static final Roles STANDARD =
            new Roles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
