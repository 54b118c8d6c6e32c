/**
 * The audit log of migrations: who did what when. Never needed for correctness.
 *
 * <p>Builds on nothing; the root package writes to it.
 */
@NullMarked
package io.github.pmmmigration.journal;

import org.jspecify.annotations.NullMarked;
