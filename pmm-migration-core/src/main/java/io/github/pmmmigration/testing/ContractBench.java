package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerEngine;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.ContainerSpec;
import io.github.pmmmigration.container.EngineException;
import io.github.pmmmigration.container.MigrationId;
import io.github.pmmmigration.container.MigrationLabels;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.container.VolumeSnapshot;
import io.github.pmmmigration.container.VolumeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The bench of one contract check: an engine, names that nobody else uses, and a memory of what to clear away. */
final class ContractBench implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(300);

    private final ContainerEngine engine;
    private final String image;
    private final String prefix = "pmm-contract-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final MigrationId migration =
            new MigrationId(UUID.randomUUID().toString().substring(0, 8));
    private final List<ContainerId> containers = new ArrayList<>();
    private final List<VolumeName> volumes = new ArrayList<>();

    ContractBench(ContainerEngineContract.Subject subject) {
        this.engine = subject.engine();
        this.image = subject.image();
    }

    ContainerEngine engine() {
        return engine;
    }

    String image() {
        return image;
    }

    MigrationId migration() {
        return migration;
    }

    ContainerName name(String suffix) {
        return new ContainerName(prefix + suffix);
    }

    VolumeName volumeName(String suffix) {
        return new VolumeName(prefix + suffix);
    }

    /** Returns a configuration of the bench's image that runs this script in its shell. */
    ConfigDocument script(String script) {
        return command("sh", "-c", script);
    }

    ConfigDocument command(String... arguments) {
        return ConfigDocument.empty()
                .with("/Image", image)
                .with("/Cmd", List.of(arguments))
                .with("/Labels", Map.of(MigrationLabels.MIGRATION, migration.value()));
    }

    /** Returns a configuration that runs until it is ended. */
    ConfigDocument sleeper() {
        return command("sleep", "600");
    }

    ContainerId create(String suffix, ConfigDocument configuration) {
        ContainerId id = engine.create(new ContainerSpec(name(suffix), configuration));
        synchronized (containers) {
            containers.add(id);
        }
        return id;
    }

    ContainerId running(String suffix, ConfigDocument configuration) {
        ContainerId id = create(suffix, configuration);
        engine.start(id);
        return id;
    }

    ContainerSnapshot look(ContainerId id) {
        return engine.inspect(id.toRef())
                .orElseThrow(() -> new AssertionError("expected container " + id + " to exist"));
    }

    VolumeSnapshot volume(String suffix, Map<String, String> labels) {
        Map<String, String> all = new LinkedHashMap<>(labels);
        all.put(MigrationLabels.MIGRATION, migration.value());
        VolumeSnapshot volume = engine.createVolume(new VolumeSpec(volumeName(suffix), all));
        volumes.add(volume.name());
        return volume;
    }

    /** Removes what was created; failures to do so hide no failure of the check. */
    @Override
    public void close() {
        for (int i = containers.size() - 1; i >= 0; i--) {
            ContainerId id = containers.get(i);
            quietly(() -> engine.stop(id, Duration.ZERO));
            quietly(() -> engine.remove(id));
        }
        for (VolumeName name : volumes) {
            quietly(() -> engine.inspectVolume(name)
                    .flatMap(volume -> volume.ownedBy(migration))
                    .ifPresent(engine::removeVolume));
        }
        engine.close();
    }

    private static void quietly(Runnable action) {
        try {
            action.run();
        } catch (EngineException ignored) {
            // It is gone already, or stays: the check itself has said what matters.
        }
    }
}
