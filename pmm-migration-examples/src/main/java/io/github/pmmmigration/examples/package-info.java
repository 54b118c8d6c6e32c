/**
 * Holds small programs that show one use of the library each.
 *
 * <p>They use the public packages only; the command-line tool is in {@code cli}.
 */
@NullMarked
package io.github.pmmmigration.examples;

import org.jspecify.annotations.NullMarked;
