/**
 * Names the phases of a migration and the roles that can be replaced by own implementations.
 *
 * <p>Steps see the engine and the server only through {@code container} and {@code server}.
 */
@NullMarked
package io.github.pmmmigration.step;

import org.jspecify.annotations.NullMarked;
