package io.github.pmmmigration.server;

/**
 * An agent of the inventory.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id identifier without prefix
 * @param type lower-case kind without prefix, for example {@code mysqld_exporter}
 * @param serviceId service it watches, without prefix; empty for agents of a node
 * @param status upper-case status without prefix, for example {@code RUNNING}; {@code CONNECTED} or {@code DISCONNECTED}
 *     for agents of the type {@code pmm_agent}; empty when not told
 * @param disabled whether somebody switched it off
 * @since 0.1
 */
public record MonitoringAgent(String id, String type, String serviceId, String status, boolean disabled) {}
