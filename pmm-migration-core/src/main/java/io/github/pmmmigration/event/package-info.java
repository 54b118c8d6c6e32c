/**
 * What happens during a migration, as it happens.
 *
 * <p>Builds on {@code error}, {@code container}, {@code step} and {@code report}; the root package produces the
 * events, listeners consume them.
 */
@NullMarked
package io.github.pmmmigration.event;

import org.jspecify.annotations.NullMarked;
