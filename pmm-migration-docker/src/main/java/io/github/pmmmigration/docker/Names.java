package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.NameConflictException;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.error.Problem;

/** Recognises that a container's name is taken. */
final class Names {
    private Names() {}

    static boolean areTaken(Reply reply) {
        boolean refused = reply.status() == 409 || reply.status() == 500;
        return refused && reply.mentions("name") && reply.mentions("in use");
    }

    static NameConflictException taken(ContainerName name, Reply reply) {
        return new NameConflictException(new Problem(
                "NAME_TAKEN",
                "The name '" + name + "' belongs to another container: " + Refusals.sentence(reply.reason()),
                "This call changed nothing.",
                "Look at that container ('docker ps -a --filter name=" + name
                        + "'); rename or remove it if it is not needed."));
    }
}
