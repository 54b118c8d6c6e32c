package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.docker.internal.http.Failures;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.docker.internal.registry.Answer;
import io.github.pmmmigration.docker.internal.registry.RegistryName;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.List;

/** Says why an image could not be fetched; engines give the same causes in many words and with many statuses. */
final class PullFailure {
    private static final String UNTOUCHED =
            "Nothing was replaced: all containers, the server among them, are as they were.";
    private static final String OTHER_REMEDY =
            "Correct what the engine names, or bring the image there with 'docker load', then run again.";
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "NO_SPACE",
                    "the engine's disk is full",
                    "Make room on the engine's disk ('docker system df' shows what uses it), then run again.",
                    List.of("no space left on device", "disk quota exceeded")),
            new Kind(
                    "REGISTRY_UNAUTHORIZED",
                    "the registry did not accept the credentials, or wants some",
                    "Run 'docker login' for that registry as the same user, or check the image's name, then run again.",
                    List.of(
                            "unauthorized",
                            "no basic auth credentials",
                            "authentication required",
                            "denied: ",
                            "pull access denied",
                            "access forbidden")),
            new Kind(
                    "IMAGE_NOT_FOUND",
                    "the registry does not have it",
                    "Check name and tag, or take one that exists, then run again.",
                    List.of(
                            "manifest unknown",
                            "not found",
                            "name unknown",
                            "no such image",
                            "repository does not exist")),
            new Kind(
                    "REGISTRY_LIMIT",
                    "the registry allows no more pulls for now",
                    "Log in with 'docker login', wait, or use a mirror, then run again.",
                    List.of("toomanyrequests", "rate limit")),
            new Kind(
                    "REGISTRY_UNREACHABLE",
                    "the engine cannot reach the registry",
                    "Check the engine's network, proxy and name service, or bring the image there with 'docker load', then"
                            + " run again.",
                    List.of(
                            "connection refused",
                            "no such host",
                            "server misbehaving",
                            "timeout",
                            "timed out",
                            "deadline exceeded",
                            "network is unreachable",
                            "no route to host",
                            "connection reset",
                            "unexpected eof",
                            "tls:",
                            "x509",
                            "server gave http response to https client")));

    private final ImageReference image;
    private final Answer credentials;

    PullFailure(ImageReference image, Answer credentials) {
        this.image = image;
        this.credentials = credentials;
    }

    EngineException of(Reply reply) {
        for (Kind kind : KINDS) {
            if (reply.mentions(kind.signs())) {
                return failure(kind.code(), kind.what() + " (" + reply.reason() + ").", kind.remedy() + trouble());
            }
        }
        if (reply.status() >= 500 && reply.engineMessage().isEmpty()) {
            return Refusals.refused("Image '" + image + "' could not be pulled", reply);
        }
        return failure("IMAGE_NOT_AVAILABLE", "the engine says: " + Refusals.sentence(reply.reason()), OTHER_REMEDY);
    }

    EngineException stalled(Duration idle) {
        return failure(
                "IMAGE_PULL_STALLED",
                "nothing arrived for " + Failures.seconds(idle) + ", so the pull was ended.",
                "Check the engine's way to the registry '"
                        + RegistryName.of(image.repository()).host()
                        + "', then run again: layers that arrived are kept.");
    }

    EngineException vanished() {
        return failure(
                "IMAGE_NOT_AVAILABLE",
                "the engine reported no error, but does not have the image now.",
                "Look whether something removes images on this engine, then run again.");
    }

    private ImageNotAvailableException failure(String code, String what, String remedy) {
        return new ImageNotAvailableException(
                new Problem(code, "Image '" + image + "' could not be pulled: " + what, UNTOUCHED, remedy));
    }

    private String trouble() {
        return credentials.trouble().isEmpty()
                ? ""
                : " Stored credentials could not be used: " + credentials.trouble() + ".";
    }

    /**
     * One cause, and the words by which it is known.
     *
     * @param code code of the problem
     * @param what what happened, for people
     * @param remedy what to do
     * @param signs words in the engine's text, in lower case; one is enough
     */
    private record Kind(String code, String what, String remedy, List<String> signs) {}
}
