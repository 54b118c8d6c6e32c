package io.github.pmmmigration.step;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things may take.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param services stopping the services inside the server, one supervisor call; 5 minutes
 * @param stopGrace the engine's grace for a server to end before it is ended; 5 minutes, never less
 * @param readiness from the start of PMM 3 until it serves; 15 minutes. PMM 2 gets these, or more, when it is to serve again
 * @param call one HTTP call to PMM or Grafana; 30 seconds
 * @param engineOutage how long an engine that does not answer is asked again; 1 minute
 * @param verification how long checks are repeated until the required ones pass; 2 minutes. Advisory ones get 5 seconds
 * @since 0.1
 */
public record Timeouts(
        Duration services,
        Duration stopGrace,
        Duration readiness,
        Duration call,
        Duration engineOutage,
        Duration verification) {
    private static final Duration MINIMUM_GRACE = Duration.ofMinutes(5);

    /** Rejects what is absent or not positive, and a grace in which databases could not end. */
    public Timeouts {
        positive(services, "services");
        positive(stopGrace, "stopGrace");
        positive(readiness, "readiness");
        positive(call, "call");
        positive(engineOutage, "engineOutage");
        positive(verification, "verification");
        if (stopGrace.compareTo(MINIMUM_GRACE) < 0) {
            throw new IllegalArgumentException(
                    "stopGrace must be at least 5 minutes, the time PMM gives its databases");
        }
    }

    /** Returns the defaults named at the components. */
    public static Timeouts defaults() {
        return new Timeouts(
                Duration.ofMinutes(5),
                MINIMUM_GRACE,
                Duration.ofMinutes(15),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
    }

    /** Returns a copy with another limit for the services inside. */
    public Timeouts withServices(Duration limit) {
        return new Timeouts(limit, stopGrace, readiness, call, engineOutage, verification);
    }

    /** Returns a copy with another grace of the engine. */
    public Timeouts withStopGrace(Duration limit) {
        return new Timeouts(services, limit, readiness, call, engineOutage, verification);
    }

    /** Returns a copy with another limit for readiness. */
    public Timeouts withReadiness(Duration limit) {
        return new Timeouts(services, stopGrace, limit, call, engineOutage, verification);
    }

    /** Returns a copy with another limit for one HTTP call. */
    public Timeouts withCall(Duration limit) {
        return new Timeouts(services, stopGrace, readiness, limit, engineOutage, verification);
    }

    /** Returns a copy with another patience for an engine that does not answer. */
    public Timeouts withEngineOutage(Duration limit) {
        return new Timeouts(services, stopGrace, readiness, call, limit, verification);
    }

    /** Returns a copy with another limit for repeating checks. */
    public Timeouts withVerification(Duration limit) {
        return new Timeouts(services, stopGrace, readiness, call, engineOutage, limit);
    }

    private static void positive(Duration duration, String name) {
        Objects.requireNonNull(duration, name);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive");
        }
    }
}
