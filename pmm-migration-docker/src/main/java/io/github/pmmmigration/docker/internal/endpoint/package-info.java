/**
 * Finds out where the engine is and opens the way there: socket, TCP with or without TLS, or ssh.
 *
 * <p>Follows the rules of the {@code docker} command; what it finds is handed to {@code internal.http} as a wire.
 */
@NullMarked
package io.github.pmmmigration.docker.internal.endpoint;

import org.jspecify.annotations.NullMarked;
