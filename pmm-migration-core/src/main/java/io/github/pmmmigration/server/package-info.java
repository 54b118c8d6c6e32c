/**
 * Defines the port to the HTTP interfaces of a PMM server and the values that pass through it.
 *
 * <p>Implemented outside core, for example in {@code pmm-migration-grafana}, and scripted in {@code testing}.
 */
@NullMarked
package io.github.pmmmigration.server;

import org.jspecify.annotations.NullMarked;
