package io.github.pmmmigration.step;

/**
 * Proves that services, metrics, Query Analytics, dashboards and settings are all there.
 *
 * <p>Implementations are called on the executing thread and may be called again after a crash.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PostMigrationVerifier {
    /** Compares the server with its baseline; only reads. */
    VerificationResult verify(KeyedServer server, StepContext context);
}
