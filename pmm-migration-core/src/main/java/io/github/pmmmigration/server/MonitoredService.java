package io.github.pmmmigration.server;

/**
 * A service of the inventory.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id identifier without prefix
 * @param name name
 * @param type lower-case kind without prefix, for example {@code mysql}
 * @param nodeId node it belongs to, without prefix; empty when not told
 * @since 0.1
 */
public record MonitoredService(String id, String name, String type, String nodeId) {}
