package io.github.pmmmigration.server;

/**
 * A node of the inventory.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id identifier without prefix, so that it compares between PMM 2 and PMM 3
 * @param name name
 * @param type lower-case kind without prefix, for example {@code generic}
 * @since 0.1
 */
public record MonitoredNode(String id, String name, String type) {}
