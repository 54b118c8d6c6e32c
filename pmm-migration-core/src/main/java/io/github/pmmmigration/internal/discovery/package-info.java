/**
 * Finding implementations of the ports on the class path or module path.
 *
 * <p>Used by {@code internal.execution} when the user named none; the only place that touches the service loader.
 */
@NullMarked
package io.github.pmmmigration.internal.discovery;

import org.jspecify.annotations.NullMarked;
