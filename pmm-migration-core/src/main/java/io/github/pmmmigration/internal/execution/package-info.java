/**
 * Puts plans in motion: looks, asks the decision function, acts, looks again.
 *
 * <p>Called by the root package; the only place that performs actions.
 */
@NullMarked
package io.github.pmmmigration.internal.execution;

import org.jspecify.annotations.NullMarked;
