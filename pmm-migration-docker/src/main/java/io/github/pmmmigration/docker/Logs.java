package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.docker.internal.http.Await;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.EngineStream;
import io.github.pmmmigration.docker.internal.http.Reply;
import java.time.Duration;
import java.util.concurrent.Future;

/** Reads what containers printed. */
final class Logs {
    private final EngineHttp http;
    private final Containers containers;
    private final Duration patience;

    Logs(EngineHttp http, Containers containers, Duration patience) {
        this.http = http;
        this.containers = containers;
        this.patience = patience;
    }

    String tail(ContainerId container, int lines) {
        boolean terminal =
                containers.existing(container).document().flag("/Config/Tty").orElse(false);
        EngineRequest request = EngineRequest.get(
                Containers.path(container.value(), "/logs?stdout=1&stderr=1&follow=0&tail=" + Math.max(0, lines)));
        try (EngineStream stream = http.open(request, patience)) {
            if (stream.refusal().isPresent()) {
                return withoutLog(container, stream.refusal().get());
            }
            Frames frames = new Frames();
            Future<String> reading = http.threads().start(() -> read(stream, terminal, frames));
            return Await.within(patience, reading, request, http);
        }
    }

    private static String read(EngineStream stream, boolean terminal, Frames frames) throws java.io.IOException {
        if (terminal) {
            frames.readPlain(stream.body());
        } else {
            frames.readMultiplexed(stream.body());
        }
        return frames.both();
    }

    /** Some log drivers hand everything on and keep nothing to read. */
    private static String withoutLog(ContainerId container, Reply reply) {
        if (reply.mentions("does not support reading", "not logging output")) {
            return "";
        }
        throw Missing.or(reply, container, "The log of container " + container.shortened() + " could not be read");
    }
}
