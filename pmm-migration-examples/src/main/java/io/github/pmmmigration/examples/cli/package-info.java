/**
 * Holds the command-line tool {@code pmm-migrate}.
 *
 * <p>It is written against the public packages only, so it also shows how an application embeds the library.
 */
@NullMarked
package io.github.pmmmigration.examples.cli;

import org.jspecify.annotations.NullMarked;
