package io.github.pmmmigration.server;

/**
 * A monitoring client and its version.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param agentId identifier of its agent, without prefix
 * @param nodeName node it runs on
 * @param version its version as text
 * @param severity lower-case word without prefix: {@code up_to_date}, {@code required}, {@code critical}, {@code unsupported}; empty when the server does not tell
 * @since 0.1
 */
public record ClientVersion(String agentId, String nodeName, String version, String severity) {}
