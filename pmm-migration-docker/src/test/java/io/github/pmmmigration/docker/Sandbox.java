package io.github.pmmmigration.docker;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerFilter;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.ImageReference;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Containers of one test, with names nobody else has, on an engine that others may be using; removes them at the end. */
final class Sandbox implements AutoCloseable {
    private static final String LABEL = "pmm-migration-test";

    private final DockerEngine engine;
    private final ImageReference image;
    private final String id = UUID.randomUUID().toString().substring(0, 8);

    Sandbox(DockerEngine engine, ImageReference image) {
        this.engine = engine;
        this.image = image;
    }

    ContainerName name(String suffix) {
        return ContainerName.of("it-" + id + "-" + suffix);
    }

    /** Returns a configuration that runs this shell script. */
    ConfigDocument running(String script) {
        return ConfigDocument.empty()
                .with("/Image", image.toString())
                .with("/Entrypoint", List.of("/bin/sh", "-c"))
                .with("/Cmd", List.of(script))
                .with("/Labels/" + LABEL, id);
    }

    ContainerId create(String suffix, ConfigDocument configuration) {
        return engine.create(new ContainerSpec(name(suffix), configuration));
    }

    ContainerId create(String suffix) {
        return create(suffix, running("trap 'exit 0' TERM; while :; do sleep 0.1; done"));
    }

    ContainerId start(String suffix) {
        ContainerId container = create(suffix);
        engine.start(container);
        return container;
    }

    ContainerId start(String suffix, String script) {
        ContainerId container = create(suffix, running(script));
        engine.start(container);
        return container;
    }

    ContainerFilter filter() {
        return ContainerFilter.all().withLabel(LABEL, id);
    }

    @Override
    public void close() {
        engine.list(filter()).forEach(this::remove);
    }

    private void remove(ContainerSnapshot container) {
        try {
            engine.stop(container.id(), Duration.ZERO);
            engine.remove(container.id());
        } catch (EngineException e) {
            throw new AssertionError("container " + container.name() + " of a test is left over", e);
        }
    }
}
