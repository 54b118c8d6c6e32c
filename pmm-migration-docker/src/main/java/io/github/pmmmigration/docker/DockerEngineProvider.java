package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.Availability;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerEngineProvider;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.docker.internal.endpoint.Endpoint;
import java.time.Duration;

/**
 * Offers the engine that the {@code docker} command would use here.
 *
 * <p>Found through {@link java.util.ServiceLoader}; there is no need to name it. Safe for concurrent use.
 *
 * @since 0.1
 */
public final class DockerEngineProvider implements ContainerEngineProvider {
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final DockerSettings settings;

    /** Creates the provider, as the service loader does. */
    public DockerEngineProvider() {
        this(DockerSettings.fromEnvironment());
    }

    DockerEngineProvider(DockerSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability availability() {
        try {
            Endpoint endpoint = DockerEngine.endpoint(settings);
            return endpoint.scheme().equals("ssh")
                    ? Availability.yes(endpoint.describe() + " is set; it is reached with ssh when it is used.")
                    : answer();
        } catch (EngineException e) {
            return Availability.no(e.problem().what());
        }
    }

    private Availability answer() {
        try (DockerEngine engine = DockerEngine.connect(settings.withCallTimeout(MOMENT))) {
            return Availability.yes(engine + " answers.");
        }
    }

    @Override
    public ContainerEngine open() {
        return DockerEngine.connect(settings);
    }
}
