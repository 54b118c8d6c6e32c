/**
 * Holds the three libraries together to the rules that concern all of them.
 *
 * <p>What concerns the core alone is checked there.
 */
@NullMarked
package io.github.pmmmigration.examples.architecture;

import org.jspecify.annotations.NullMarked;
