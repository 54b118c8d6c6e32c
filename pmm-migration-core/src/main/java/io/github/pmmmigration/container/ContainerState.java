package io.github.pmmmigration.container;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a container is doing, as the engine reports it.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param status the engine's word
 * @param exitCode the code of the last end; zero before
 * @param startedAt when it was last started; absent when it never was, whatever the status says
 * @param finishedAt when it last ended
 * @param error the engine's own error text of the last start, often empty
 * @since 0.1
 */
public record ContainerState(
        Status status, int exitCode, Optional<Instant> startedAt, Optional<Instant> finishedAt, String error) {
    /** Rejects absent components. */
    public ContainerState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(error, "error");
    }

    /** The engine's words for what a container is doing. */
    public enum Status {
        /** Created; possibly started without success, see {@link ContainerState#startedAt()}. */
        CREATED,
        /** Running. */
        RUNNING,
        /** Frozen. */
        PAUSED,
        /** Between two starts. */
        RESTARTING,
        /** On its way out. */
        REMOVING,
        /** Ended. */
        EXITED,
        /** Could not be removed. */
        DEAD
    }

    /** Returns whether its processes may be touching data: running, paused or restarting. */
    public boolean isActive() {
        return status == Status.RUNNING || status == Status.PAUSED || status == Status.RESTARTING;
    }

    /** Returns whether its main process is up and not frozen. */
    public boolean isRunning() {
        return status == Status.RUNNING;
    }

    /** Returns whether it was ever started. */
    public boolean everStarted() {
        return startedAt.isPresent();
    }

    /** Returns whether it ran and ended. */
    public boolean hasExited() {
        return status == Status.EXITED || status == Status.DEAD;
    }
}
