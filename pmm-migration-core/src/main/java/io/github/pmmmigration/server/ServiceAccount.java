package io.github.pmmmigration.server;

/**
 * A service account of Grafana.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id number
 * @param name name
 * @param login unique login name
 * @param role {@code Viewer}, {@code Editor} or {@code Admin}
 * @param organizationId organisation it belongs to
 * @param tokens number of its tokens
 * @since 0.1
 */
public record ServiceAccount(long id, String name, String login, String role, long organizationId, int tokens) {}
