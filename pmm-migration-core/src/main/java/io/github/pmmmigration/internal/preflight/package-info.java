/**
 * Judges whether a server can be migrated, all problems at once, from what was read before.
 *
 * <p>Asks nobody itself: whoever calls it has looked at engine and server; the findings are those of {@code error}.
 */
@NullMarked
package io.github.pmmmigration.internal.preflight;

import org.jspecify.annotations.NullMarked;
