package io.github.pmmmigration.internal.execution;

import java.util.concurrent.atomic.AtomicBoolean;

/** One call of a plan: the place where somebody asks it to stop. Safe for concurrent use. */
public final class Operation {
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Asks to stop. */
    public void cancel() {
        cancelled.set(true);
    }

    /** Returns whether somebody asked to stop, by this object or by interrupting the thread. */
    public boolean isCancelled() {
        return cancelled.get() || Thread.currentThread().isInterrupted();
    }
}
