/**
 * Reads and writes JSON without loss.
 *
 * <p>Serves the configuration document of {@code container}, the journal and the report; depends on no other package.
 */
@NullMarked
package io.github.pmmmigration.internal.json;

import org.jspecify.annotations.NullMarked;
