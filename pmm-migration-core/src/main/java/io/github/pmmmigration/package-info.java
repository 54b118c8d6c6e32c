/**
 * Describes, previews and runs a migration of a PMM 2 server to PMM 3.
 *
 * <p>Start here: everything an application needs for a plain migration is in this package, and all other packages are
 * the vocabulary it speaks.
 */
@NullMarked
package io.github.pmmmigration;

import org.jspecify.annotations.NullMarked;
