package io.github.pmmmigration.step;

/**
 * Decides what to do next, from the goal and from what is seen, and does nothing itself.
 *
 * <p>Asked again after every action and after every crash, so it must be a pure function: the same answer for the same
 * question. The executor performs the actions and adds events, time limits, retries, cancellation and preview.
 * Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ContainerMigrator {
    /** Returns the next action, or that the goal is reached, or why it cannot be. */
    Convergence next(MigrationGoal goal, ServerObservation observed);
}
