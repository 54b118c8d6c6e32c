package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for what another thread does, and turns every way in which that can fail into an exception of the port.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Await {
    private Await() {}

    /**
     * Waits for the result and gives up, also for the other thread, when the time is over.
     *
     * @throws EngineException when there is no result
     */
    public static <T> T within(Duration limit, Future<T> future, EngineRequest request, EngineHttp http) {
        return upTo(limit, future, request, http).orElseThrow(() -> {
            future.cancel(true);
            return Failures.silent(request, http.address(), limit);
        });
    }

    /**
     * Waits as long as bytes arrive; empty when there was silence for too long, and the other thread goes on.
     *
     * @param silence how long nothing may arrive
     */
    public static <T> Optional<T> whileActive(Activity activity, Duration silence, Reading<T> reading) {
        while (true) {
            Duration left = activity.untilIdleFor(silence);
            Optional<T> end = upTo(left, reading.future(), reading.request(), reading.http());
            if (end.isPresent() || activity.untilIdleFor(silence).isZero()) {
                return end;
            }
        }
    }

    /**
     * A body that another thread is reading.
     *
     * @param future what becomes of it
     * @param request the request that it answers
     * @param http the sender of the request
     * @param <T> type of what becomes of it
     */
    public record Reading<T>(Future<T> future, EngineRequest request, EngineHttp http) {}

    /** Waits for the result; empty when it has not come in time, and the other thread goes on. */
    public static <T> Optional<T> upTo(Duration limit, Future<T> future, EngineRequest request, EngineHttp http) {
        try {
            return Optional.of(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw Failures.interrupted(request);
        } catch (CancellationException e) {
            throw Failures.lost(request, http.address(), e);
        } catch (ExecutionException e) {
            throw translated(e, request, http);
        }
    }

    private static RuntimeException translated(ExecutionException failure, EngineRequest request, EngineHttp http) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof Relayed relayed) {
            return relayed.original();
        }
        return cause instanceof EngineException known ? known : Failures.lost(request, http.address(), cause);
    }
}
