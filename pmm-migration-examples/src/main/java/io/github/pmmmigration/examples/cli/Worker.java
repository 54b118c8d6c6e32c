package io.github.pmmmigration.examples.cli;

import java.util.Optional;
import java.util.concurrent.Executor;

/** Runs one task on a thread of its own, which can be interrupted. */
final class Worker implements Executor {
    private volatile Optional<Thread> thread = Optional.empty();

    @Override
    public void execute(Runnable task) {
        Thread started = new Thread(task, "pmm-migrate");
        thread = Optional.of(started);
        started.start();
    }

    void interrupt() {
        thread.ifPresent(Thread::interrupt);
    }
}
