package io.github.pmmmigration.server;

/**
 * An organisation of Grafana.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id number
 * @param name name
 * @since 0.1
 */
public record Organization(long id, String name) {}
