/**
 * The work of a migration: its phases and their typed states, the five roles behind them, and the place for own steps.
 *
 * <p>Builds on {@code error}, {@code container} and {@code server}; the root package puts it in motion.
 */
@NullMarked
package io.github.pmmmigration.step;

import org.jspecify.annotations.NullMarked;
