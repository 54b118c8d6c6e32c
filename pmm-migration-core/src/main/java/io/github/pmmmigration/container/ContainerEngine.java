package io.github.pmmmigration.container;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A container engine: Docker, or one that speaks its language.
 *
 * <p>The contract, checked by {@code ContainerEngineContract} in the {@code testing} package:
 *
 * <ol>
 *   <li>Safe for concurrent use. Closing twice is harmless.
 *   <li>{@link #start}, {@link #stop}, {@link #signal} and {@link #setRestartPolicy} are satisfied when the state already is as asked.
 *   <li>{@link #create} and {@link #rename} are atomic and fail with {@link NameConflictException} if the name is taken;
 *       locking is built on that. Renaming a container to the name it has is satisfied.
 *   <li>{@link #createVolume} returns an existing volume unchanged: compare its labels before treating it as yours.
 *   <li>Absence is an empty {@link Optional} on reading and {@link ContainerNotFoundException} on writing.
 *   <li>A lost connection after sending is {@link EngineUnavailableException}: the outcome is unknown. Only
 *       {@link EngineRejectedException} and its kind are definitive.
 *   <li>Nothing here deletes a volume that this library did not create.
 *   <li>No exception of the library behind an adapter escapes; it is kept as cause.
 * </ol>
 *
 * <p>Implementations are safe for concurrent use.
 *
 * @since 0.1
 */
public interface ContainerEngine extends AutoCloseable {
    /**
     * Asks the engine who it is.
     *
     * @throws EngineUnavailableException when it does not answer
     */
    EngineInfo ping();

    /** Returns the container as it is now. */
    Optional<ContainerSnapshot> inspect(ContainerRef container);

    /** Returns all matching containers in every state; containers that vanish meanwhile are left out. */
    List<ContainerSnapshot> list(ContainerFilter filter);

    /** Returns the image as it is on the engine now; asks no registry. */
    Optional<ImageSnapshot> inspectImage(ImageReference image);

    /** Returns the image with this identifier. */
    Optional<ImageSnapshot> inspectImage(ImageId image);

    /**
     * Fetches the image from its registry and returns what was fetched.
     *
     * @throws ImageNotAvailableException when the registry does not have it, refuses, or stops answering
     */
    ImageSnapshot pull(ImageReference image, PullListener listener);

    /**
     * Creates a container, connected to every network its configuration names, and does not start it.
     *
     * @throws NameConflictException when the name is taken
     * @throws EngineRejectedException when the engine refuses the configuration
     */
    ContainerId create(ContainerSpec spec);

    /**
     * Starts the container; satisfied when it runs already.
     *
     * @throws EngineRejectedException when it cannot be started, for example because a port is taken
     */
    void start(ContainerId container);

    /** Asks the container to end, and ends it when the grace is over; satisfied when it does not run. */
    void stop(ContainerId container, Duration grace);

    /**
     * Sends a signal to the container's main process, for example {@code SIGUSR1}; satisfied when it does not run.
     *
     * <p>A signal that the process does not handle, or not yet, is lost.
     */
    void signal(ContainerId container, String signal);

    /**
     * Gives the container another name.
     *
     * @throws NameConflictException when the name is taken by another container
     */
    void rename(ContainerId container, ContainerName name);

    /** Replaces the restart policy; also of a container that does not run. */
    void setRestartPolicy(ContainerId container, RestartPolicy policy);

    /**
     * Removes a container that does not run. Never removes a volume, named or anonymous.
     *
     * @throws EngineRejectedException when it is running
     */
    void remove(ContainerId container);

    /**
     * Saves what the container has in its own writable layer, volumes left out, as an image with this name; an older image
     * loses the name.
     *
     * @throws EngineRejectedException when the engine refuses it
     */
    void commit(ContainerId container, ImageReference name);

    /**
     * Runs a command in a running container and waits for its end.
     *
     * @throws EngineTimeoutException when it has not ended in time; it may go on running
     * @throws EngineRejectedException when the container does not run or the program does not exist
     */
    ExecResult exec(ContainerId container, Command command, Duration timeout);

    /** Waits until the container has ended and returns its exit code; empty when the time is over. */
    OptionalInt waitForExit(ContainerId container, Duration timeout);

    /** Creates a volume, or returns the existing one of that name unchanged. */
    VolumeSnapshot createVolume(VolumeSpec spec);

    /** Returns the volume as it is now. */
    Optional<VolumeSnapshot> inspectVolume(VolumeName volume);

    /**
     * Removes a volume that this library created; satisfied when it is gone already.
     *
     * @throws EngineRejectedException when it is in use
     */
    void removeVolume(OwnedVolume volume);

    /** Returns the last lines that the container printed, both streams together; empty when there is no log. */
    String logTail(ContainerId container, int lines);

    /** Releases connections; the engine itself is not touched. */
    @Override
    void close();
}
