package io.github.pmmmigration.docker.internal.http;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.error.Problem;
import java.util.List;

/**
 * Turns replies that are refusals into exceptions, with the engine's own words and a remedy for the common ones.
 *
 * <p>Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class Refusals {
    private static final String UNCHANGED = "This call changed nothing.";

    private static final Cause OTHER =
            new Cause("ENGINE_REJECTED", "Correct what the engine names, then run again.", List.of());
    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "NO_SPACE", "Make room on the engine's disk, then run again.", List.of("no space left on device")),
            new Cause(
                    "PORT_TAKEN",
                    "Find what listens on that port, stop it or publish another port, then run again.",
                    List.of("bind: address already in use", "port is already allocated", "failed to bind host port")),
            new Cause(
                    "ADDRESS_TAKEN",
                    "Another container holds this address; stop it or choose another one.",
                    List.of("address already in use", "no available ipv4 addresses", "no available ipv6 addresses")),
            new Cause(
                    "ENGINE_WANTS_TLS",
                    "Give the folder that holds ca.pem, cert.pem and key.pem for this engine.",
                    List.of("http request to an https server")));

    private Refusals() {}

    /**
     * Returns the exception for a refusal.
     *
     * @param what what could not be done, as the beginning of a sentence
     */
    public static EngineException refused(String what, Reply reply) {
        if (reply.status() >= 500 && reply.engineMessage().isEmpty()) {
            return broken(what, reply);
        }
        Cause cause = cause(reply);
        return new EngineRejectedException(
                new Problem(cause.code(), what + ": " + sentence(reply.reason()), UNCHANGED, cause.remedy()));
    }

    /** Returns the reason as the end of a sentence. */
    public static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    /** Something between us and the engine failed, so nobody knows whether the engine heard of it. */
    private static EngineException broken(String what, Reply reply) {
        return new EngineUnavailableException(
                new Problem(
                        "ENGINE_UNAVAILABLE",
                        what + ": HTTP status " + reply.status() + " without a reason of the engine.",
                        "Whether the engine carried out the request is unknown.",
                        "Check that the engine runs and answers ('docker version'), then run the same command again: that is safe."));
    }

    private static Cause cause(Reply reply) {
        return CAUSES.stream()
                .filter(candidate -> reply.mentions(candidate.signs()))
                .findFirst()
                .orElse(OTHER);
    }

    /**
     * One common cause, and the words by which it is known.
     *
     * @param code code of the problem
     * @param remedy what to do
     * @param signs words in the engine's text, in lower case; one is enough
     */
    private record Cause(String code, String remedy, List<String> signs) {}
}
