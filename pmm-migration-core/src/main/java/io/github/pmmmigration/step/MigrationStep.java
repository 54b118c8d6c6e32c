package io.github.pmmmigration.step;

/**
 * An own step at the border of a phase. It runs <em>at least once</em>: after a crash it may run again, so it should be
 * able to tell through {@link #isSatisfied} that it is done.
 *
 * <p>A step that throws stops the migration like a failed action. A completed migration runs no steps. Called on the
 * executing thread, one step at a time.
 *
 * @param <S> state of the server at the border the step is attached to
 * @since 0.1
 */
public interface MigrationStep<S> {
    /** Returns a stable identifier, shown in reports. */
    String id();

    /** Describes for a preview what it will do. */
    default String describe(S state) {
        return id();
    }

    /** Returns whether there is nothing left to do. */
    default boolean isSatisfied(S state, StepContext context) {
        return false;
    }

    /**
     * Does the work.
     *
     * @throws Exception to stop the migration; reports name its type alone, as its message could hold a secret. Throw a
     *     {@link io.github.pmmmigration.error.MigrationException} to say what happened and what to do
     */
    void apply(S state, StepContext context) throws Exception;

    /**
     * Undoes the work; called during a rollback, in reverse order, if it was applied in the same run.
     *
     * @throws Exception which is reported and does not stop the rollback
     */
    default void revert(S state, StepContext context) throws Exception {}
}
