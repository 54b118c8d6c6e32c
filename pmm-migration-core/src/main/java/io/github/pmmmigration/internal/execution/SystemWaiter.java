package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.step.Waiter;
import java.time.Duration;

/** Lets time pass by sleeping; the only place that does. */
public final class SystemWaiter implements Waiter {
    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}
