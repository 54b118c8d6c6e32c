package io.github.pmmmigration.testing;

import io.github.pmmmigration.step.Waiter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still until it is moved, and a waiter that moves it instead of waiting: hand it to a plan as both.
 *
 * <p>Safe for concurrent use.
 *
 * @since 0.1
 */
public final class ManualClock extends Clock implements Waiter {
    private static final Instant DEFAULT_START = Instant.parse("2025-01-15T08:00:00Z");

    private final ZoneId zone;
    private final Hands hands;

    private ManualClock(ZoneId zone, Hands hands) {
        this.zone = zone;
        this.hands = hands;
    }

    /** Returns a clock that stands at some moment of January 2025, the same each time. */
    public static ManualClock create() {
        return at(DEFAULT_START);
    }

    /** Returns a clock that stands at that moment. */
    public static ManualClock at(Instant start) {
        return new ManualClock(ZoneOffset.UTC, new Hands(Objects.requireNonNull(start, "start")));
    }

    /** Moves the clock forward. */
    public void advance(Duration duration) {
        if (Objects.requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("duration must not be negative: " + duration);
        }
        hands.move(duration);
        hands.watchers.forEach(Runnable::run);
    }

    /** Waits without taking time: moves the clock forward and returns. */
    @Override
    public void pause(Duration duration) {
        advance(duration);
    }

    @Override
    public Instant instant() {
        return hands.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns a clock that shows another zone and moves together with this one. */
    @Override
    public ManualClock withZone(ZoneId otherZone) {
        return new ManualClock(Objects.requireNonNull(otherZone, "otherZone"), hands);
    }

    /** Has the code run after each {@link #advance}, on the thread that moved the clock. */
    void onAdvance(Runnable watcher) {
        hands.watchers.add(watcher);
    }

    /** Moves the clock without telling watchers. */
    void tick(Duration duration) {
        hands.move(duration);
    }

    /** Shared by all views of one clock. */
    private static final class Hands {
        private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant now() {
            return now;
        }

        synchronized void move(Duration duration) {
            now = now.plus(duration);
        }
    }
}
