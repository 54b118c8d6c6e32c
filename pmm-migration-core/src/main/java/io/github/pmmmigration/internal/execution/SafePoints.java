package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.step.EngineAction;
import io.github.pmmmigration.step.MigrationGoal.Direction;

/** Knows where a run may be cancelled: nearly everywhere, but not while the server serves disarmed or its name is in flux. */
final class SafePoints {
    private SafePoints() {}

    /** Returns whether stopping before this action leaves a stable state. A rollback is never cancelled half-way. */
    static boolean mayStopBefore(EngineAction action, Direction direction) {
        boolean inFlux = action instanceof EngineAction.StopServer
                || action instanceof EngineAction.Rename
                || action instanceof EngineAction.StartContainer;
        return direction == Direction.FORWARD && !inFlux;
    }
}
