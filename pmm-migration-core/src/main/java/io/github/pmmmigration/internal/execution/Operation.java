package io.github.pmmmigration.internal.execution;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call of a plan: the place where somebody asks it to stop. Safe for concurrent use.
 *
 * <p>An interruption of the executing thread is a request to stop; the flag is taken away so that calls to the engine still
 * work on the way out, and is put back at the end.
 */
public final class Operation {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Asks to stop. */
    public void cancel() {
        cancelled.set(true);
    }

    /** Notes that the executing thread was interrupted. */
    void interrupted() {
        interrupted.set(true);
        cancel();
    }

    /** Returns whether somebody asked to stop, by this object or by interrupting the thread. */
    public boolean isCancelled() {
        if (Thread.interrupted()) {
            interrupted();
        }
        return cancelled.get();
    }

    /** Puts back the thread's flag if it had been interrupted. */
    void end() {
        if (interrupted.get()) {
            Thread.currentThread().interrupt();
        }
    }
}
