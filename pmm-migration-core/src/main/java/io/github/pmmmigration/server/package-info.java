/**
 * The PMM server as its HTTP interfaces show it: two small ports, PMM's own and Grafana's, and the words they speak.
 *
 * <p>Builds on {@code error} only; {@code step} and the root package build on it.
 */
@NullMarked
package io.github.pmmmigration.server;

import org.jspecify.annotations.NullMarked;
