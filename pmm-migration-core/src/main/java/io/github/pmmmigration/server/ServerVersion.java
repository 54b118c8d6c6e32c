package io.github.pmmmigration.server;

/**
 * What a server says it is.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param version version of the server
 * @param fullVersion with build information; may tell the base system as {@code .el7} or {@code .el9}
 * @param distribution kind of installation without prefix, for example {@code DOCKER}; empty when not told
 * @since 0.1
 */
public record ServerVersion(PmmVersion version, String fullVersion, String distribution) {}
