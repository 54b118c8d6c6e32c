package io.github.pmmmigration.step;

import io.github.pmmmigration.server.ApiKey;
import java.util.List;
import java.util.Objects;

/**
 * What became of every API key that the source had.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param outcomes one entry for each key
 * @since 0.1
 */
public record ApiKeyMigrationResult(List<KeyOutcome> outcomes) {
    /** Copies the list. */
    public ApiKeyMigrationResult {
        outcomes = List.copyOf(outcomes);
    }

    /** What became of a key. */
    public enum Fate {
        /** It is a service account's token now; whoever uses it notices nothing. */
        CONVERTED,
        /** The server tried and could not. */
        FAILED,
        /** It had expired before. */
        EXPIRED,
        /** It is still an API key, and this version still accepts it. */
        STILL_A_KEY,
        /** Neither a key nor a service account of that name can be found. */
        UNACCOUNTED
    }

    /**
     * The fate of one key.
     *
     * @param key the key as it was before
     * @param fate what became of it
     * @param detail what the server said, without secrets; often empty
     */
    public record KeyOutcome(ApiKey key, Fate fate, String detail) {
        /** Rejects absent components. */
        public KeyOutcome {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(fate, "fate");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** Returns how many keys there were. */
    public int total() {
        return outcomes.size();
    }

    /** Returns how many keys ended this way. */
    public int count(Fate fate) {
        return (int) outcomes.stream().filter(outcome -> outcome.fate() == fate).count();
    }
}
