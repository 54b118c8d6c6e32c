package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.ServerObservation;

/** The decisions for a server that is managed by hand, in both directions. */
public final class StandardContainerMigrator implements ContainerMigrator {
    @Override
    public Convergence next(MigrationGoal goal, ServerObservation observed) {
        return goal.direction() == MigrationGoal.Direction.FORWARD
                ? new ForwardDecision(goal.intent(), observed).next()
                : new BackwardDecision(goal.intent(), observed).next();
    }
}
