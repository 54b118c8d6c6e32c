package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerNotFoundException;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.ImageNotAvailableException;
import io.github.pmmmigration.docker.internal.http.EngineHttp;
import io.github.pmmmigration.docker.internal.http.EngineRequest;
import io.github.pmmmigration.docker.internal.http.Paths;
import io.github.pmmmigration.docker.internal.http.Refusals;
import io.github.pmmmigration.docker.internal.http.Reply;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.Optional;

/** Creates containers on all their networks, also with engines that take only one network in the call. */
final class Creation {
    private final EngineHttp http;
    private final EngineIdentity identity;
    private final Containers containers;
    private final Duration patience;

    Creation(EngineHttp http, EngineIdentity identity, Containers containers, Duration patience) {
        this.http = http;
        this.identity = identity;
        this.containers = containers;
        this.patience = patience;
    }

    ContainerId create(ContainerSpec spec) {
        CreateBody body = CreateBody.of(suited(spec.configuration()), http.apiVersion(), this::networkName);
        ContainerId created = send(spec, body.json());
        try {
            body.later().forEach((network, endpoint) -> connect(spec, created, network, endpoint));
            return created;
        } catch (EngineException e) {
            throw undone(spec, created, e);
        }
    }

    private ConfigDocument suited(ConfigDocument configuration) {
        return identity.isPodman() ? PodmanDialect.suited(configuration) : configuration;
    }

    private ContainerId send(ContainerSpec spec, ConfigDocument body) {
        EngineRequest request = EngineRequest.post(
                "/containers/create?name=" + Paths.encode(spec.name().value()), body);
        Reply reply = http.send(request, patience);
        if (!reply.succeeded()) {
            throw refused(spec, body, reply);
        }
        return http.read(request, reply, Creation::id);
    }

    private static ContainerId id(ConfigDocument reply) {
        return new ContainerId(
                reply.text("/Id").orElseThrow(() -> new IllegalArgumentException("the reply has no /Id")));
    }

    private EngineException refused(ContainerSpec spec, ConfigDocument body, Reply reply) {
        if (Names.areTaken(reply) || (reply.status() == 409 && exists(spec))) {
            return Names.taken(spec.name(), reply);
        }
        if (reply.notFound() && reply.mentions("no such image", "image not known")) {
            return imageMissing(body.text("/Image").orElse(""));
        }
        return Refusals.refused("Container '" + spec.name() + "' could not be created", reply);
    }

    private boolean exists(ContainerSpec spec) {
        return containers
                .inspect(spec.name().toRef())
                .filter(found -> found.name().equals(spec.name()))
                .isPresent();
    }

    private void connect(ContainerSpec spec, ContainerId container, String network, ConfigDocument endpoint) {
        ConfigDocument body =
                ConfigDocument.empty().with("/Container", container.value()).with("/EndpointConfig", endpoint);
        Reply reply = http.send(EngineRequest.post("/networks/" + Paths.encode(network) + "/connect", body), patience);
        if (!reply.succeeded()) {
            throw Refusals.refused(
                    "Container '" + spec.name() + "' could not be connected to the network '" + network + "'", reply);
        }
    }

    /** Removes what exists only in part, so that a name never stands for a container without its networks. */
    private EngineException undone(ContainerSpec spec, ContainerId created, EngineException failure) {
        try {
            containers.remove(created);
            return failure;
        } catch (ContainerNotFoundException e) {
            return failure;
        } catch (EngineException e) {
            failure.addSuppressed(e);
            return new EngineRejectedException(
                    new Problem(
                            "CREATED_IN_PART",
                            failure.problem().what(),
                            "The container '" + spec.name()
                                    + "' exists without all of its networks and was never started.",
                            "Remove it with 'docker rm " + spec.name() + "', then run again."),
                    failure);
        }
    }

    private Optional<String> networkName(String nameOrId) {
        EngineRequest request = EngineRequest.get("/networks/" + Paths.encode(nameOrId));
        Reply reply = http.send(request);
        return reply.succeeded() ? http.document(request, reply).text("/Name") : Optional.empty();
    }

    private static ImageNotAvailableException imageMissing(String image) {
        return new ImageNotAvailableException(new Problem(
                "IMAGE_NOT_PRESENT",
                "The image '" + image + "' is not on the engine.",
                "No container was created.",
                "Pull or load the image, then run again."));
    }
}
