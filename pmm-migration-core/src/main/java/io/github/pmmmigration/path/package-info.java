/**
 * The versions a server passes on its way, as plain data: which hops, in which order, and why.
 *
 * <p>Computed before anything is done from what {@code server} told and what the user wants; previews and reports show it.
 */
@NullMarked
package io.github.pmmmigration.path;

import org.jspecify.annotations.NullMarked;
