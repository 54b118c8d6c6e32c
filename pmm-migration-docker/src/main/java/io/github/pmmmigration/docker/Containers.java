package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.RestartPolicy;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads containers and changes their state. */
final class Containers {
    private static final Duration COMMIT_PATIENCE = Duration.ofMinutes(15);

    private final EngineHttp http;
    private final Duration patience;

    Containers(EngineHttp http, Duration patience) {
        this.http = http;
        this.patience = patience;
    }

    Optional<ContainerSnapshot> inspect(ContainerRef container) {
        EngineRequest request = EngineRequest.get(path(container.value(), "/json"));
        Reply reply = http.send(request);
        if (reply.notFound()) {
            return Optional.empty();
        }
        if (!reply.succeeded()) {
            throw Refusals.refused("Container '" + container + "' could not be inspected", reply);
        }
        return Optional.of(http.read(request, reply, document -> ContainerSnapshot.of(StatusWords.known(document))));
    }

    List<ContainerSnapshot> list(ContainerFilter filter) {
        EngineRequest request = EngineRequest.get("/containers/json?all=1" + labels(filter));
        Reply reply = http.send(request);
        if (!reply.succeeded()) {
            throw Refusals.refused("The containers could not be listed", reply);
        }
        List<ContainerRef> found = http.read(request, reply, list -> references(list, reply));
        return new Batch(http, request)
                .map(found, this::inspect).stream()
                        .flatMap(Optional::stream)
                        .filter(snapshot -> filter.matches(snapshot.labels()))
                        .toList();
    }

    /** Anything but a list would otherwise be read as "no containers". */
    private static List<ContainerRef> references(ConfigDocument list, Reply reply) {
        if (!reply.body().stripLeading().startsWith("[")) {
            throw new IllegalArgumentException("the reply is not a list");
        }
        return list.elements("").stream()
                .map(entry -> entry.text("/Id").orElseThrow(() -> new IllegalArgumentException("an entry has no /Id")))
                .map(ContainerRef::of)
                .toList();
    }

    void start(ContainerId container) {
        EngineRequest request = EngineRequest.post(path(container.value(), "/start"));
        new Change(request, container, "could not be started").send(patience);
    }

    void stop(ContainerId container, Duration grace) {
        long seconds = Math.max(0, grace.plusMillis(999).toSeconds());
        EngineRequest request = EngineRequest.post(path(container.value(), "/stop?t=" + seconds));
        new Change(request, container, "could not be stopped")
                .send(
                        patience.plusSeconds(seconds),
                        snapshot -> !snapshot.state().isActive());
    }

    void signal(ContainerId container, String signal) {
        EngineRequest request = EngineRequest.post(path(container.value(), "/kill?signal=" + Paths.encode(signal)));
        new Change(request, container, "could not be sent " + signal)
                .send(patience, snapshot -> !snapshot.state().isActive());
    }

    void rename(ContainerId container, ContainerName name) {
        EngineRequest request =
                EngineRequest.post(path(container.value(), "/rename?name=" + Paths.encode(name.value())));
        Reply reply = http.send(request, patience);
        if (reply.succeeded() || existing(container).name().equals(name)) {
            return;
        }
        if (Names.areTaken(reply)) {
            throw Names.taken(name, reply);
        }
        throw Missing.or(
                reply, container, "Container " + container.shortened() + " could not be renamed to '" + name + "'");
    }

    /** Has the engine make an image of the container's own layer; that copies, so it gets the time of a stop. */
    void commit(ContainerId container, ImageReference name) {
        String query = "/commit?container=" + Paths.encode(container.value()) + "&repo="
                + Paths.encode(name.repository()) + "&tag="
                + Paths.encode(name.tag().orElse("latest"));
        Reply reply = http.send(EngineRequest.post(query), COMMIT_PATIENCE);
        if (!reply.succeeded()) {
            throw Missing.or(
                    reply,
                    container,
                    "Container " + container.shortened() + " could not be saved as image '" + name + "'");
        }
    }

    /** Sends the update as it is: the typed call of docker-java turns the policy "no" into an empty name, which means "keep". */
    void setRestartPolicy(ContainerId container, RestartPolicy policy) {
        ConfigDocument body = ConfigDocument.empty()
                .with("/RestartPolicy/Name", policy.name())
                .with("/RestartPolicy/MaximumRetryCount", policy.maximumRetryCount());
        EngineRequest request = EngineRequest.post(path(container.value(), "/update"), body);
        new Change(request, container, "could not be given the restart policy '" + policy + "'")
                .send(patience, snapshot -> snapshot.restartPolicy().equals(policy));
    }

    void remove(ContainerId container) {
        EngineRequest request = EngineRequest.delete(path(container.value(), "?v=false&force=false"));
        Change removal = new Change(request, container, "could not be removed");
        Reply reply = http.send(request, patience);
        if (reply.mentions("already in progress")) {
            http.send(EngineRequest.post(path(container.value(), "/wait?condition=removed")), patience);
        } else if (!reply.succeeded()) {
            throw removal.refused(reply);
        }
    }

    /** Returns a container that must exist. */
    ContainerSnapshot existing(ContainerId container) {
        return inspect(container.toRef()).orElseThrow(() -> Missing.container(container));
    }

    private static String labels(ContainerFilter filter) {
        if (filter.labels().isEmpty()) {
            return "";
        }
        List<String> wanted = filter.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .toList();
        return "&filters="
                + Paths.encode(ConfigDocument.empty().with("/label", wanted).toJson());
    }

    static String path(String container, String rest) {
        return "/containers/" + Paths.encode(container) + rest;
    }

    /** A request that changes one container, and what is said when it is refused. */
    private final class Change {
        private final EngineRequest request;
        private final ContainerId container;
        private final String failure;

        Change(EngineRequest request, ContainerId container, String failure) {
            this.request = request;
            this.container = container;
            this.failure = failure;
        }

        void send(Duration limit) {
            Reply reply = http.send(request, limit);
            if (!reply.succeeded() && !reply.notModified()) {
                throw refused(reply);
            }
        }

        /** Sends the request; a refusal does not matter if the state is as asked all the same. */
        void send(Duration limit, Predicate<ContainerSnapshot> satisfied) {
            Reply reply = http.send(request, limit);
            if (!reply.succeeded() && !reply.notModified() && !satisfied.test(existing(container))) {
                throw refused(reply);
            }
        }

        private EngineException refused(Reply reply) {
            return Missing.or(reply, container, "Container " + container.shortened() + " " + failure);
        }
    }
}
