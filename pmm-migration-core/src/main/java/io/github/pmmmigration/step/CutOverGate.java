package io.github.pmmmigration.step;

/**
 * Decides when the server may be stopped; everything that can be done before is done by then.
 *
 * <p>Asked again every second until it agrees. Called on the executing thread.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CutOverGate {
    /** Agrees at once. */
    CutOverGate OPEN = () -> true;

    /** Returns whether the server may be stopped now. */
    boolean mayStop();
}
