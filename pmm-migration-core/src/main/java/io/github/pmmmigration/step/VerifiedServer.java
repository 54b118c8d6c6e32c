package io.github.pmmmigration.step;

/**
 * The replacement after verification.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param keyed the replacement with its keys
 * @param verification what was checked
 * @since 0.1
 */
public record VerifiedServer(KeyedServer keyed, VerificationResult verification) {
    /** Returns the server as it was found. */
    public SourceServer source() {
        return keyed.source();
    }
}
