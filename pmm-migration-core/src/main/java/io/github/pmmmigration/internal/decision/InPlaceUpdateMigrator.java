package io.github.pmmmigration.internal.decision;

import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.step.ContainerMigrator;
import io.github.pmmmigration.step.Convergence;
import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationGoal;
import io.github.pmmmigration.step.MigrationIntent;
import io.github.pmmmigration.step.Milestone;
import io.github.pmmmigration.step.Phase;
import io.github.pmmmigration.step.ServerObservation;
import java.util.Optional;

/** The decisions for a PMM 2 that updates itself inside its container: nothing on the engine changes but the lock. */
public final class InPlaceUpdateMigrator implements ContainerMigrator {
    private static final Phase<?, ?> UPGRADE = Phase.UPGRADE_SERVER;

    @Override
    public Convergence next(MigrationGoal goal, ServerObservation observed) {
        if (goal.direction() == MigrationGoal.Direction.BACK) {
            return new BackwardDecision(goal.intent(), observed).next();
        }
        boolean over = observed.reached(Milestone.VERIFIED)
                && observed.lock().isEmpty()
                && observed.formerLocks().isEmpty();
        return over ? new Convergence.Reached() : step(goal.intent(), observed);
    }

    private static Convergence step(MigrationIntent intent, ServerObservation seen) {
        Moves moves = new Moves(intent, seen);
        return moves.lock(UPGRADE)
                .or(() -> impediment(intent, seen))
                .or(() -> missing(seen, Milestone.BASELINE_TAKEN, new EngineAction.TakeBaseline()))
                .or(() -> missing(seen, Milestone.UPDATED, new EngineAction.UpdateServer()))
                .or(() -> seen.reached(Milestone.VERIFIED)
                        ? Optional.empty()
                        : Moves.next(Phase.VERIFY, new EngineAction.Verify()))
                .or(() -> moves.clearAway(Phase.FINISH))
                .orElseGet(Convergence.Reached::new);
    }

    private static Optional<Convergence> impediment(MigrationIntent intent, ServerObservation seen) {
        boolean runs = seen.source()
                .map(ContainerSnapshot::state)
                .filter(state -> state.isRunning())
                .isPresent();
        return runs ? Optional.empty() : Optional.of(new Convergence.Blocked(UPGRADE, Impediments.sourceGone(intent)));
    }

    private static Optional<Convergence> missing(ServerObservation seen, Milestone milestone, EngineAction action) {
        return seen.reached(milestone) ? Optional.empty() : Moves.next(UPGRADE, action);
    }
}
