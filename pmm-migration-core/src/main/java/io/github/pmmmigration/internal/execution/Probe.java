package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.EngineRejectedException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.internal.preflight.InsideProbe;
import java.time.Duration;
import java.util.Map;

/** Reads facts from inside the running server with one short command that walks no tree and writes nothing. */
final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ContainerEngine engine;

    Probe(ContainerEngine engine) {
        this.engine = engine;
    }

    Map<String, String> of(ContainerSnapshot container) {
        if (!container.state().isRunning()) {
            return Map.of();
        }
        try {
            ExecResult result = engine.exec(container.id(), InsideProbe.command(container), LIMIT);
            return InsideProbe.parse(result.standardOutput());
        } catch (EngineRejectedException e) {
            return Map.of(InsideProbe.REFUSED, e.problem().what());
        } catch (EngineException e) {
            return Map.of();
        }
    }
}
