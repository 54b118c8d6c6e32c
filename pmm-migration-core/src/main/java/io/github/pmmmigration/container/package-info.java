/**
 * Defines the port to a container engine and the values that pass through it.
 *
 * <p>Implemented outside core, for example in {@code pmm-migration-docker}, and in memory in {@code testing}.
 */
@NullMarked
package io.github.pmmmigration.container;

import org.jspecify.annotations.NullMarked;
