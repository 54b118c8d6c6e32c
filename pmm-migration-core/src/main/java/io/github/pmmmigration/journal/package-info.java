/**
 * Keeps a lasting record of what a migration did.
 *
 * <p>A journal is for audit; where a migration stands is always read from the engine, never from here.
 */
@NullMarked
package io.github.pmmmigration.journal;

import org.jspecify.annotations.NullMarked;
