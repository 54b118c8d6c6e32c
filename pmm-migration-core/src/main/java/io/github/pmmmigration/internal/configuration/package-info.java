/**
 * Derives the configuration of a replacement from the container that it replaces, field by field, and shows the differences.
 *
 * <p>Works on the documents of {@code container} without asking an engine; planning, preview and execution build on it.
 */
@NullMarked
package io.github.pmmmigration.internal.configuration;

import org.jspecify.annotations.NullMarked;
