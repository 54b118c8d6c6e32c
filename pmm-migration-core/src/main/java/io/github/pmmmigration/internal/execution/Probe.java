package io.github.pmmmigration.internal.execution;

import io.github.pmmmigration.container.Command;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ExecResult;
import io.github.pmmmigration.internal.data.HelperCommand;
import io.github.pmmmigration.internal.data.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

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
            Command command = new Command(HelperCommand.probe().words(), Optional.of("0:0"));
            ExecResult result = engine.exec(container.id(), command, LIMIT);
            return ProbeResult.parse(result.standardOutput()).facts();
        } catch (EngineException e) {
            return Map.of();
        }
    }
}
