/**
 * What a migration did or would do, as values, with their renderings for people and programs.
 *
 * <p>Builds on {@code error}, {@code container} and {@code step}; the root package hands these values out.
 */
@NullMarked
package io.github.pmmmigration.report;

import org.jspecify.annotations.NullMarked;
