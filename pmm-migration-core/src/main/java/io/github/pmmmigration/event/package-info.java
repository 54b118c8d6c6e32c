/**
 * Reports what a running migration does, while it does it.
 *
 * <p>Events speak of phases and actions of {@code step}; nothing in a migration depends on a listener.
 */
@NullMarked
package io.github.pmmmigration.event;

import org.jspecify.annotations.NullMarked;
