package io.github.pmmmigration.internal.plan;

import io.github.pmmmigration.step.MigrationStep;
import io.github.pmmmigration.step.Phase;

/** An own step and the border it is attached to. */
public record AttachedStep(Phase<?, ?> phase, boolean before, Class<?> state, MigrationStep<?> step) {}
