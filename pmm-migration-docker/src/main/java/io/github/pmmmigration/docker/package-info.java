/**
 * Drives a Docker engine through docker-java.
 *
 * <p>Implements the port in {@code io.github.pmmmigration.container}; no type of docker-java passes through that port.
 */
@NullMarked
package io.github.pmmmigration.docker;

import org.jspecify.annotations.NullMarked;
