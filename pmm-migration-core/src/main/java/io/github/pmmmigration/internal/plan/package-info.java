/**
 * What the user asked for, as one immutable value.
 *
 * <p>Filled by the public builder, read by {@code internal.execution}.
 */
@NullMarked
package io.github.pmmmigration.internal.plan;

import org.jspecify.annotations.NullMarked;
