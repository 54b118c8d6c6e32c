/**
 * Tests on a real engine that pull the plug: kills, faults, rivals and bad input.
 *
 * <p>Drives the packed tool as a process of its own, as an operator does; needs nothing of the tool's own classes.
 */
@NullMarked
package io.github.pmmmigration.examples.safety;

import org.jspecify.annotations.NullMarked;
