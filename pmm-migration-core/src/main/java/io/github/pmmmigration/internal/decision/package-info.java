/**
 * The decision function: what to do next, as a pure function of goal and observation.
 *
 * <p>Used by {@code internal.execution} through the public {@code ContainerMigrator}.
 */
@NullMarked
package io.github.pmmmigration.internal.decision;

import org.jspecify.annotations.NullMarked;
