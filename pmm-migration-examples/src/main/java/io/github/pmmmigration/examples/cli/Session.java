package io.github.pmmmigration.examples.cli;

import io.github.pmmmigration.MigrationPlanBuilder;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.docker.DockerEngine;
import io.github.pmmmigration.docker.DockerSettings;
import io.github.pmmmigration.grafana.HttpServerConnector;
import java.util.Optional;

/** The engine that a command works on, and what else a plan needs to work there. */
final class Session implements AutoCloseable {
    private final ContainerEngine engine;
    private final Optional<Simulation> simulation;

    private Session(ContainerEngine engine, Optional<Simulation> simulation) {
        this.engine = engine;
        this.simulation = simulation;
    }

    /** Connects; a simulated engine has a PMM 2 under the name that is asked for. */
    static Session open(EngineOptions options, String container, Console console) {
        if (options.simulated()) {
            Simulation simulation = console.simulations().apply(container);
            return new Session(simulation.engine(), Optional.of(simulation));
        }
        return new Session(DockerEngine.connect(settings(options, console)), Optional.empty());
    }

    private static DockerSettings settings(EngineOptions options, Console console) {
        DockerSettings settings = DockerSettings.fromEnvironment();
        settings = options.host().map(settings::withHost).orElse(settings);
        DockerSettings withHost = settings;
        return options.tlsFolder()
                .map(folder -> withHost.withTlsFolder(console.resolve(folder)))
                .orElse(withHost);
    }

    ContainerEngine engine() {
        return engine;
    }

    boolean simulated() {
        return simulation.isPresent();
    }

    MigrationPlanBuilder equip(MigrationPlanBuilder builder) {
        builder.containerEngine(engine);
        simulation.ifPresentOrElse(
                it -> it.equip(builder), () -> builder.serverConnector(HttpServerConnector.create()));
        return builder;
    }

    @Override
    public void close() {
        engine.close();
    }
}
