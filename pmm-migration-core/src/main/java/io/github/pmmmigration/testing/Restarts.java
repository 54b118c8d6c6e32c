package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.RestartPolicy;
import java.time.Duration;

/** When an engine starts a container by itself. */
final class Restarts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 10;

    private Restarts() {}

    /** Returns whether it is started again after it ended by itself. */
    static boolean afterExit(SimulatedContainer container) {
        RestartPolicy policy = container.policy();
        return switch (policy.name()) {
            case "always", "unless-stopped" -> true;
            case "on-failure" -> mayRetry(container) && container.exitCode() != 0;
            default -> false;
        };
    }

    /**
     * Returns whether a starting daemon starts it. With {@code always} it does so even after somebody stopped the container
     * by hand; what was never started stays so.
     */
    static boolean atDaemonStart(SimulatedContainer container) {
        return container.startedAt().isPresent() && isArmed(container);
    }

    /**
     * Returns whether a daemon may start it, now or after the next start of the container. A running container counts as one
     * that the daemon will have killed.
     */
    static boolean isArmed(SimulatedContainer container) {
        return switch (container.policy().name()) {
            case "always" -> true;
            case "unless-stopped" -> !container.manuallyStopped();
            case "on-failure" -> container.isActive() || (container.exitCode() != 0 && mayRetry(container));
            default -> false;
        };
    }

    /** Returns how long the engine waits before it starts a container again. */
    static Duration pauseAfter(int restarts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(restarts, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static boolean mayRetry(SimulatedContainer container) {
        int limit = container.policy().maximumRetryCount();
        return limit == 0 || container.restarts() < limit;
    }
}
