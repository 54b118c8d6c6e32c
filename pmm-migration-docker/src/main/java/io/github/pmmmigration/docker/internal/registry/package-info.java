/**
 * Finds the credentials that the user has stored for image registries, the way the {@code docker} command does.
 *
 * <p>Used by pulls only; knows nothing of the engine.
 */
@NullMarked
package io.github.pmmmigration.docker.internal.registry;

import org.jspecify.annotations.NullMarked;
