package io.github.pmmmigration.server;

import java.time.Instant;
import java.util.List;

/**
 * PMM's own interface, at the level of meaning; an implementation picks the paths for the major version it sees.
 *
 * <p>Every method may throw {@link ServerUnavailableException} (no answer, or not now), {@link
 * AuthenticationFailedException} and {@link UnexpectedReplyException}, with a code of {@link ServerCodes}. A connection
 * outlives the server it began with: where PMM 2 answered, PMM 3 may answer the next call. Implementations are safe for
 * concurrent use.
 *
 * @since 0.1
 */
public interface PmmServerApi {
    /** Returns whether the server says that it is ready; no answer at all, or an error, is {@code false}. */
    boolean isReady();

    /** Returns the real version, whatever the image's tag says. */
    ServerVersion version();

    /**
     * Makes PMM 2 look for a newer version of itself.
     *
     * @throws ServerException with {@link ServerCodes#UPDATES_NOT_OFFERED} when it is PMM 3
     */
    UpdateCheck checkForUpdate();

    /**
     * Makes PMM 2 update itself; it changes packages in its container's writable layer.
     *
     * @throws ServerException with {@link ServerCodes#UPDATES_DISABLED} when it was told not to, {@link
     *     ServerCodes#UPDATE_RUNNING} when one runs already, and {@link ServerCodes#UPDATES_NOT_OFFERED} when it is PMM 3
     */
    UpdateHandle startUpdate();

    /**
     * Waits a moment for news of a running update (the server answers within about 30 seconds).
     *
     * @throws AuthenticationFailedException with {@link ServerCodes#UPDATE_TOKEN_REJECTED} when the handle is not known
     */
    UpdateProgress updateProgress(UpdateHandle handle);

    /** Returns everything that is monitored. */
    Inventory inventory();

    /** Returns the settings. */
    ServerSettings settings();

    /** Returns the clients with their versions. */
    List<ClientVersion> clients();

    /** Returns the oldest and newest sample; {@code since} limits how far back is looked. */
    MetricsSpan metrics(Instant since);

    /** Returns how many rows Query Analytics shows for that time. */
    long queryAnalyticsRows(Instant from, Instant to);
}
