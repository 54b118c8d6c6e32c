/**
 * Talks HTTP to a PMM server: to PMM's own interface and to that of the Grafana inside it.
 *
 * <p>Implements the port in {@code io.github.pmmmigration.server}; no type of OkHttp or Moshi passes through that port.
 */
@NullMarked
package io.github.pmmmigration.grafana;

import org.jspecify.annotations.NullMarked;
