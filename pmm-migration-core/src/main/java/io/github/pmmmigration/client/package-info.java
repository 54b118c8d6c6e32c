/**
 * The clients of a server: which are older than it, and what brings each of them up to date.
 *
 * <p>Reads the server through {@code server} and runs commands through transports, one of them over {@code container}.
 */
@NullMarked
package io.github.pmmmigration.client;

import org.jspecify.annotations.NullMarked;
