/**
 * Finds the programs of the system that are run beside the library: ssh and credential helpers.
 *
 * <p>Used by {@code internal.endpoint} and {@code internal.registry}; knows nothing of engines.
 */
@NullMarked
package io.github.pmmmigration.docker.internal.process;

import org.jspecify.annotations.NullMarked;
