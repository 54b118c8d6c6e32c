/**
 * The vocabulary of problems: findings before anything is touched, exceptions afterwards.
 *
 * <p>Every other package builds on this one; it depends on none of them.
 */
@NullMarked
package io.github.pmmmigration.error;

import org.jspecify.annotations.NullMarked;
