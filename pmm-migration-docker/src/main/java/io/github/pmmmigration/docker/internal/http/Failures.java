package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/**
 * Turns what goes wrong on the way to the engine into exceptions that say whether the request can have taken effect.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Failures {
    private static final String NOT_SENT = "The request was not sent, so it changed nothing.";
    private static final String UNKNOWN =
            "Whether the engine carried out the request is unknown; running containers are not affected by the lost reply.";
    private static final String UNHARMED = "The request only reads, so it changed nothing.";
    private static final String RUN_AGAIN =
            "Check that the engine runs and answers ('docker version'), then run the same command again: that is safe.";

    private Failures() {}

    /** Returns the exception for a call that failed on its way. */
    public static EngineException lost(EngineRequest request, String address, Throwable failure) {
        Throwable cause = root(failure);
        if (isDenied(cause)) {
            return denied(address, failure);
        }
        return new EngineUnavailableException(
                new Problem(
                        "ENGINE_UNAVAILABLE",
                        "The container engine at " + address + " did not answer " + request + ": " + describe(cause)
                                + ".",
                        wasNotSent(cause) ? NOT_SENT : state(request),
                        RUN_AGAIN),
                failure);
    }

    /** Returns the exception for a call that took too long. */
    public static EngineException silent(EngineRequest request, String address, Duration patience) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_UNAVAILABLE",
                "The container engine at " + address + " did not answer " + request + " within " + seconds(patience)
                        + ".",
                state(request),
                RUN_AGAIN));
    }

    /** Returns the exception for a call during which the calling thread was interrupted. */
    public static EngineException interrupted(EngineRequest request) {
        return new EngineUnavailableException(new Problem(
                "ENGINE_CALL_INTERRUPTED",
                "The thread was interrupted while it waited for the container engine to answer " + request + ".",
                state(request),
                "Run the same command again when it is wanted: that is safe."));
    }

    /** Returns the exception for a reply that no engine would send. */
    public static EngineException unreadable(EngineRequest request, String address, Throwable cause) {
        return new EngineUnavailableException(
                new Problem(
                        "ENGINE_REPLY_UNREADABLE",
                        "What answered " + request + " at " + address + " does not speak like a container engine: "
                                + Redaction.clean(String.valueOf(cause.getMessage())) + ".",
                        state(request),
                        "Check that the address is that of a Docker engine and that nothing between rewrites its replies."),
                cause);
    }

    /** Returns the time in seconds, for messages. */
    public static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static EngineException denied(String address, Throwable failure) {
        return new EngineUnavailableException(
                new Problem(
                        "ENGINE_ACCESS_DENIED",
                        "This user may not open " + address + ".",
                        NOT_SENT,
                        "Run as a user who may use the engine, for example a member of the group 'docker'."),
                failure);
    }

    private static String state(EngineRequest request) {
        return request.reads() ? UNHARMED : UNKNOWN;
    }

    private static boolean isDenied(Throwable cause) {
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("Permission denied");
    }

    private static boolean wasNotSent(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException
                || cause instanceof SSLHandshakeException
                || cause.getClass().getSimpleName().equals("ConnectTimeoutException")
                || String.valueOf(cause.getMessage()).contains("No such file");
    }

    private static String describe(Throwable cause) {
        String text = cause.getMessage();
        return text == null || text.isBlank() ? cause.getClass().getSimpleName() : Redaction.clean(text);
    }

    /** Returns the I/O failure below the bare runtime exceptions of docker-java. */
    private static Throwable root(Throwable failure) {
        Throwable found = failure;
        while (!(found instanceof IOException) && found.getCause() != null) {
            found = found.getCause();
        }
        return found;
    }
}
