package io.github.pmmmigration.step;

/**
 * The replacement after its API keys were dealt with.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param serving the serving replacement
 * @param apiKeys what became of the keys
 * @since 0.1
 */
public record KeyedServer(ServingServer serving, ApiKeyMigrationResult apiKeys) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return serving.source();
    }
}
