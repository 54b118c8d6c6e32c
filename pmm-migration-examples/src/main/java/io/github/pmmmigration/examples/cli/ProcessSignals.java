package io.github.pmmmigration.examples.cli;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a request to stop. The process goes on until the main thread has printed how it ended, and
 * leaves with its exit code; when a call to the engine does not return for too long, it leaves without.
 */
final class ProcessSignals implements Console.Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int code = ExitCode.CANCELLED.number();

    @Override
    public Closeable onStop(Runnable reaction) {
        Thread hook = new Thread(() -> stop(reaction), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> forget(hook);
    }

    private void stop(Runnable reaction) {
        reaction.run();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("A call to the engine does not return; leaving. Running it again is safe.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is stopping already; the hook waits until everything has been printed.
            return;
        }
    }

    /** Says that everything has been printed. */
    void ended(int exitCode) {
        code = exitCode;
        ended.countDown();
    }
}
