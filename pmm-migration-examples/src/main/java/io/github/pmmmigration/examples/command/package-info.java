/**
 * Holds a container engine that is driven through the {@code docker} command.
 *
 * <p>It shows what somebody has to write who has another engine; the rest of the library does not notice the difference.
 */
@NullMarked
package io.github.pmmmigration.examples.command;

import org.jspecify.annotations.NullMarked;
