package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.StorageDetector;
import io.github.pmmmigration.step.VerificationCheck;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What the user makes of each standard role, and the checks that the user added. */
public record Roles(
        UnaryOperator<ServerUpgrader> upgrader,
        UnaryOperator<StorageDetector> detector,
        UnaryOperator<ContainerMigrator> migrator,
        UnaryOperator<ApiKeyMigrator> keyMigrator,
        UnaryOperator<PostMigrationVerifier> verifier,
        List<VerificationCheck> checks) {
    /** Replaces none. */
    public static final Roles STANDARD = new Roles(
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            List.of());

    /** Copies the checks. */
    public Roles {
        checks = List.copyOf(checks);
    }

    /** Returns what puts a role of the user's in the place of the standard one. */
    public static <R> UnaryOperator<R> replacement(R value, String name) {
        Objects.requireNonNull(value, name);
        return standard -> value;
    }

    /** Returns these roles with one more check. */
    public Roles with(VerificationCheck check) {
        List<VerificationCheck> more =
                Stream.concat(checks.stream(), Stream.of(check)).toList();
        return new Roles(upgrader, detector, migrator, keyMigrator, verifier, more);
    }

    /** Returns these roles with another upgrader. */
    public Roles withUpgrader(UnaryOperator<ServerUpgrader> other) {
        return new Roles(
                standard -> OwnRole.upgrader(other.apply(standard)), detector, migrator, keyMigrator, verifier, checks);
    }

    /** Returns these roles with another storage detector. */
    public Roles withDetector(UnaryOperator<StorageDetector> other) {
        return new Roles(
                upgrader, standard -> OwnRole.detector(other.apply(standard)), migrator, keyMigrator, verifier, checks);
    }

    /** Returns these roles with another container migrator. */
    public Roles withMigrator(UnaryOperator<ContainerMigrator> other) {
        return new Roles(
                upgrader, detector, standard -> OwnRole.migrator(other.apply(standard)), keyMigrator, verifier, checks);
    }

    /** Returns these roles with another migrator of API keys. */
    public Roles withKeyMigrator(UnaryOperator<ApiKeyMigrator> other) {
        return new Roles(
                upgrader, detector, migrator, standard -> OwnRole.keyMigrator(other.apply(standard)), verifier, checks);
    }

    /** Returns these roles with another verifier. */
    public Roles withVerifier(UnaryOperator<PostMigrationVerifier> other) {
        return new Roles(
                upgrader, detector, migrator, keyMigrator, standard -> OwnRole.verifier(other.apply(standard)), checks);
    }
}
