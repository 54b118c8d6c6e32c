package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.error.Problem;

/** Tells apart what "not found" can mean: the container, something it needs, or the very call. */
final class Missing {
    private Missing() {}

    static ContainerNotFoundException container(ContainerId container) {
        return new ContainerNotFoundException(new Problem(
                "CONTAINER_NOT_FOUND",
                "There is no container " + container.shortened() + " on the engine any more.",
                "This call changed nothing.",
                "Look which containers exist ('docker ps -a'), then run again."));
    }

    /** Returns the exception for a refused change of this container. */
    static EngineException or(Reply reply, ContainerId container, String what) {
        if (!reply.notFound()) {
            return Refusals.refused(what, reply);
        }
        if (reply.mentions("no such container", "no container with")) {
            return container(container);
        }
        return isUnknownCall(reply) ? unknownCall(what) : Refusals.refused(what, reply);
    }

    private static boolean isUnknownCall(Reply reply) {
        return reply.engineMessage()
                        .map(String::strip)
                        .filter(text -> !text.equalsIgnoreCase("not found"))
                        .isEmpty()
                || reply.mentions("page not found");
    }

    private static EngineRejectedException unknownCall(String what) {
        return new EngineRejectedException(new Problem(
                "ENGINE_LACKS_CALL",
                what + ": this engine does not know the call.",
                "This call changed nothing.",
                "Use a newer engine, or make the change by hand and run again."));
    }
}
