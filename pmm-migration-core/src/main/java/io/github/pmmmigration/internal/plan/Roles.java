package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.StorageDetector;
import io.github.pmmmigration.step.VerificationCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles that the user replaced, and the checks that the user added. */
public record Roles(
        Optional<ServerUpgrader> upgrader,
        Optional<StorageDetector> detector,
        Optional<ContainerMigrator> migrator,
        Optional<ApiKeyMigrator> keyMigrator,
        Optional<PostMigrationVerifier> verifier,
        List<VerificationCheck> checks) {
    /** Replaces none. */
    public static final Roles STANDARD = new Roles(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the checks. */
    public Roles {
        checks = List.copyOf(checks);
    }

    /** Returns these roles with one more check. */
    public Roles with(VerificationCheck check) {
        List<VerificationCheck> more =
                Stream.concat(checks.stream(), Stream.of(check)).toList();
        return new Roles(upgrader, detector, migrator, keyMigrator, verifier, more);
    }

    /** Returns these roles with another upgrader. */
    public Roles withUpgrader(ServerUpgrader other) {
        return new Roles(Optional.of(other), detector, migrator, keyMigrator, verifier, checks);
    }

    /** Returns these roles with another storage detector. */
    public Roles withDetector(StorageDetector other) {
        return new Roles(upgrader, Optional.of(other), migrator, keyMigrator, verifier, checks);
    }

    /** Returns these roles with another container migrator. */
    public Roles withMigrator(ContainerMigrator other) {
        return new Roles(upgrader, detector, Optional.of(other), keyMigrator, verifier, checks);
    }

    /** Returns these roles with another migrator of API keys. */
    public Roles withKeyMigrator(ApiKeyMigrator other) {
        return new Roles(upgrader, detector, migrator, Optional.of(other), verifier, checks);
    }

    /** Returns these roles with another verifier. */
    public Roles withVerifier(PostMigrationVerifier other) {
        return new Roles(upgrader, detector, migrator, keyMigrator, Optional.of(other), checks);
    }
}
