/**
 * Benchmarks on a real engine: they print figures, judge nothing, and run only when asked for by name.
 *
 * <p>Uses {@code bed}; nothing uses it.
 */
@NullMarked
package io.github.pmmmigration.examples.bench;

import org.jspecify.annotations.NullMarked;
