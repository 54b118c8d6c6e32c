package io.github.pmmmigration.step;

/**
 * Converts API keys to service accounts and accounts for every key.
 *
 * <p>Implementations are called on the executing thread and may be called again after a crash.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ApiKeyMigrator {
    /** Converts what is left to convert; running it again changes nothing. */
    ApiKeyMigrationResult migrate(ServingServer server, StepContext context);
}
