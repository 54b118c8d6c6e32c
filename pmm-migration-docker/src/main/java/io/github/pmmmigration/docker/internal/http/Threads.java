package io.github.pmmmigration.docker.internal.http;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what may block for ever, so that the caller can stop waiting for it.
 *
 * <p>A read from a local socket knows no time limit; handing it to another thread is the only way to have one. The threads are
 * daemons and end when they are idle. Safe for concurrent use.
 *
 * @since 0.1
 */
public final class Threads implements AutoCloseable {
    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService executor = Executors.newCachedThreadPool(this::thread);

    /** Starts the task. */
    public <T> Future<T> start(Callable<T> task) {
        try {
            return executor.submit(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("this engine was closed", e);
        }
    }

    /** Interrupts all tasks and takes no more. */
    @Override
    public void close() {
        executor.shutdownNow();
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "pmm-migration-docker-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
