package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.docker.internal.http.Await;
import io.github.pmmmigration.docker.internal.http.Deadline;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.EngineStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Future;

/** Waits for the end of containers. */
final class Waiting {
    /** How often to look although the engine has promised to tell: connections that lie idle can die without anybody noticing. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    /** How long the engine may take to tell the exit code of a container that removed itself. */
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final EngineHttp http;
    private final Containers containers;
    private final Duration patience;

    Waiting(EngineHttp http, Containers containers, Duration patience) {
        this.http = http;
        this.containers = containers;
        this.patience = patience;
    }

    /**
     * A container that was never started counts as ended for the engine, with code 0; for us it has not begun. So its next exit is
     * waited for, and since it may have come and gone before the engine began to listen, the state is read again afterwards.
     */
    OptionalInt forExit(ContainerId container, Duration timeout) {
        Deadline deadline = Deadline.after(timeout);
        ContainerSnapshot before = containers.existing(container);
        if (before.state().hasExited()) {
            return OptionalInt.of(before.state().exitCode());
        }
        String condition = before.state().everStarted() ? "not-running" : "next-exit";
        EngineRequest request = EngineRequest.post(Containers.path(container.value(), "/wait?condition=" + condition));
        try (EngineStream stream = http.open(request, patience)) {
            stream.refusal().ifPresent(reply -> {
                throw Missing.or(
                        reply, container, "The end of container " + container.shortened() + " cannot be awaited");
            });
            return listen(container, stream, deadline);
        }
    }

    private OptionalInt listen(ContainerId container, EngineStream stream, Deadline deadline) {
        Future<ConfigDocument> reading = http.threads().start(() -> read(stream));
        do {
            Optional<ContainerSnapshot> now = containers.inspect(container.toRef());
            if (now.filter(snapshot -> snapshot.state().hasExited()).isPresent()) {
                return OptionalInt.of(now.get().state().exitCode());
            }
            Duration slice = deadline.remainingUpTo(now.isPresent() ? LOOK_EVERY : LAST_WORD);
            Optional<ConfigDocument> told = Await.upTo(slice, reading, stream.request(), http);
            if (told.isPresent()) {
                return OptionalInt.of((int) told.get().number("/StatusCode").orElse(-1));
            }
            if (now.isEmpty()) {
                throw Missing.container(container);
            }
        } while (!deadline.isOver());
        return OptionalInt.empty();
    }

    private static ConfigDocument read(EngineStream stream) throws IOException {
        String text = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return ConfigDocument.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the reply was cut off", e);
        }
    }
}
