/**
 * The PMM server as its HTTP interfaces show it: two small ports, PMM's own and Grafana's, and the words they speak.
 *
 * <p>Builds on {@code error}, and on {@code container} for servers that are reached through their container; {@code step}
 * and the root package build on it.
 */
@NullMarked
package io.github.pmmmigration.server;

import org.jspecify.annotations.NullMarked;
