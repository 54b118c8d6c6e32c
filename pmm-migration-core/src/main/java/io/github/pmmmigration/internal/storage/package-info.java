/**
 * Finds out where a server keeps its data.
 *
 * <p>Provides the default of the role of the same purpose in {@code step}; {@code internal.preflight} judges what it finds.
 */
@NullMarked
package io.github.pmmmigration.internal.storage;

import org.jspecify.annotations.NullMarked;
