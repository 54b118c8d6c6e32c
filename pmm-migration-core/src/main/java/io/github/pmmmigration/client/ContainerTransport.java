package io.github.pmmmigration.client;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.error.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs commands as root inside a container, for clients that live in one.
 *
 * <p>As safe for concurrent use as its engine.
 *
 * @since 0.1
 */
public final class ContainerTransport implements CommandTransport {
    private final ContainerEngine engine;
    private final ContainerRef container;

    /** Creates a transport into this container. */
    public ContainerTransport(ContainerEngine engine, ContainerRef container) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.container = Objects.requireNonNull(container, "container");
    }

    @Override
    public ExecResult run(List<String> command, Duration limit) {
        try {
            ContainerSnapshot found = engine.inspect(container).orElseThrow(() -> missing(container));
            return engine.exec(found.id(), new Command(command, Optional.of("0:0")), limit);
        } catch (EngineException e) {
            throw new TransportException(e.problem(), e);
        }
    }

    private static TransportException missing(ContainerRef container) {
        return new TransportException(new Problem(
                "CONTAINER_NOT_FOUND",
                "There is no container '" + container + "' to run the command in.",
                "Nothing was run.",
                "Check its name with 'docker ps'."));
    }
}
