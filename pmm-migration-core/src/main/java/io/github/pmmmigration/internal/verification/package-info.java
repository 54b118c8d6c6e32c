/**
 * Taking a baseline before, and comparing with it after.
 *
 * <p>Used by {@code internal.execution}; speaks to servers through the ports only.
 */
@NullMarked
package io.github.pmmmigration.internal.verification;

import org.jspecify.annotations.NullMarked;
