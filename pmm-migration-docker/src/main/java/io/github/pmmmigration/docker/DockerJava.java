package io.github.pmmmigration.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.pmmmigration.container.EngineUnavailableException;
import io.github.pmmmigration.docker.internal.http.GivenWire;
import java.util.Objects;

/**
 * Makes engines from docker-java clients that the application has set up itself, for example with another transport.
 *
 * <p>The only class with types of docker-java in its signatures. The client should have no response timeout, since waiting for a
 * quiet command or container is no failure. Has no state; safe for concurrent use.
 *
 * @since 0.1
 */
public final class DockerJava {
    private DockerJava() {}

    /**
     * Returns the engine behind this client; closing the engine leaves the client open.
     *
     * @param client the client
     * @param settings patience and registry credentials; its address is used in messages only
     * @throws EngineUnavailableException when the engine does not answer
     */
    public static DockerEngine using(DockerHttpClient client, DockerSettings settings) {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(settings, "settings");
        String address = settings.host()
                .map(host -> DockerEngine.endpoint(settings).describe())
                .orElse("the address of the given client");
        return new DockerEngine(new GivenWire(client, address), settings).greeted();
    }
}
