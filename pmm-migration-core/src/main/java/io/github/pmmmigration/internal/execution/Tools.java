package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.internal.discovery.Discovery;
import io.github.pmmmigration.internal.plan.PlanSettings;
import io.github.pmmmigration.server.PmmServerConnector;

/** Engine and access to the server for the length of one call; closes what it opened itself. */
final class Tools implements AutoCloseable {
    private final ContainerEngine engine;
    private final boolean ownEngine;
    private final ServerAccess access;

    Tools(PlanSettings settings) {
        this.ownEngine = settings.surroundings().engine().isEmpty();
        this.engine = settings.surroundings().engine().orElseGet(Discovery::containerEngine);
        PmmServerConnector connector = settings.surroundings().connector().orElseGet(Discovery::serverConnector);
        this.access = new ServerAccess(
                settings.address(), connector, engine, settings.timeouts().call());
    }

    ContainerEngine engine() {
        return engine;
    }

    ServerAccess access() {
        return access;
    }

    @Override
    public void close() {
        access.close();
        if (ownEngine) {
            engine.close();
        }
    }
}
