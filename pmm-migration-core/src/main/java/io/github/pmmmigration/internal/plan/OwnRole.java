package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.error.MigrationException;
import io.github.pmmmigration.error.Problem;
import io.github.pmmmigration.step.ApiKeyMigrator;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.CutOverGate;
import io.github.pmmmigration.step.PostMigrationVerifier;
import io.github.pmmmigration.step.ServerUpgrader;
import io.github.pmmmigration.step.StepFailedException;
import io.github.pmmmigration.step.StorageDetector;
import java.util.Objects;
import java.util.function.Supplier;

/** Lets a role of the user's fail like everything else: with a problem, a report, and the way back that the plan wants. */
public final class OwnRole {
    private OwnRole() {}

    static ServerUpgrader upgrader(ServerUpgrader role) {
        return (server, context) -> ask("serverUpgrader", () -> role.upgrade(server, context));
    }

    static StorageDetector detector(StorageDetector role) {
        return (server, context) -> ask("storageDetector", () -> role.detect(server, context));
    }

    static ContainerMigrator migrator(ContainerMigrator role) {
        return (goal, observed) -> ask("containerMigrator", () -> role.next(goal, observed));
    }

    static ApiKeyMigrator keyMigrator(ApiKeyMigrator role) {
        return (server, context) -> ask("apiKeyMigrator", () -> role.migrate(server, context));
    }

    static PostMigrationVerifier verifier(PostMigrationVerifier role) {
        return (server, context) -> ask("verifier", () -> role.verify(server, context));
    }

    /** Returns the gate, so that what it throws ends the run with a report. */
    public static CutOverGate gate(CutOverGate gate) {
        return () -> ask("cutOverGate", gate::mayStop);
    }

    private static <A> A ask(String role, Supplier<A> question) {
        try {
            return Objects.requireNonNull(question.get(), "answer");
        } catch (MigrationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StepFailedException(
                    new Problem(
                            "ROLE_FAILED",
                            "The own role '" + role + "' failed: "
                                    + e.getClass().getSimpleName() + ".",
                            "What was done until then stays done.",
                            "Remove the cause, then run the migration again, or roll it back."),
                    e);
        }
    }
}
