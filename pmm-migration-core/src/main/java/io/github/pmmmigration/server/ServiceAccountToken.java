package io.github.pmmmigration.server;

/**
 * A new token of a service account; the only moment at which its secret can be had.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param accountId service account
 * @param name name of the token
 * @param secret the token
 * @since 0.1
 */
public record ServiceAccountToken(long accountId, String name, Secret secret) {}
