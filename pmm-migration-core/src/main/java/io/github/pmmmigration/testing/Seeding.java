package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerId;
import io.github.pmmmigration.container.ContainerName;
import io.github.pmmmigration.container.ContainerSpec;
import java.time.Duration;
import java.util.List;

/** Puts servers on a simulated engine, with the past that they would have. */
final class Seeding {
    private static final String VOLUME = "pmm-data";
    private static final String FOLDER = "/opt/pmm-data";
    private static final Duration LONG_GRACE = Duration.ofMinutes(5);

    private final World world;
    private final SimulatedEngine engine;

    Seeding(World world, SimulatedEngine engine) {
        this.world = world;
        this.engine = engine;
    }

    ContainerId add(SimulatedServer server) {
        world.images().add(server.image());
        world.networks().addAll(server.configuration().keys("/NetworkingConfig/EndpointsConfig"));
        ConfigDocument configuration = stored(server.configuration().with("/Image", reference(server)), server);
        ContainerId id = engine.create(new ContainerSpec(server.name(), configuration));
        if (server.storage() == StorageKind.ORPHANED_DATA_CONTAINER) {
            engine.remove(new ContainerId(
                    world.named(dataContainer(server)).orElseThrow().id()));
        }
        String store = world.existing(id.value()).definition().storeAt(ServerProcess.DATA);
        String version = server.image().serverVersion().orElse(SimulatedServer.LAST_PMM2);
        world.stores().put(store, DataFacts.writtenBy(version, Identifiers.systemIdentifier(store)));
        engine.start(id);
        if (!server.running()) {
            engine.stop(id, LONG_GRACE);
        }
        return id;
    }

    private ConfigDocument stored(ConfigDocument configuration, SimulatedServer server) {
        return switch (server.storage()) {
            case NAMED_VOLUME -> bind(configuration, VOLUME + suffix(server) + ":/srv");
            case BIND_MOUNT -> bind(configuration, FOLDER + suffix(server) + ":/srv");
            case ANONYMOUS_VOLUME -> configuration.with("/Volumes/~1srv", Json.NOTHING);
            case CONTAINER_LAYER -> configuration;
            case DATA_CONTAINER, ORPHANED_DATA_CONTAINER -> {
                createDataContainer(server);
                yield configuration.with("/HostConfig/VolumesFrom", List.of(dataContainer(server)));
            }
        };
    }

    private static ConfigDocument bind(ConfigDocument configuration, String bind) {
        return configuration.at("/HostConfig/Binds").isPresent()
                ? configuration.with("/HostConfig/Binds/-", bind)
                : configuration.with("/HostConfig/Binds", List.of(bind));
    }

    private void createDataContainer(SimulatedServer server) {
        ConfigDocument configuration = Json.document(Json.fields(
                "Image", reference(server), "Cmd", List.of("/bin/true"), "Volumes", Json.fields("/srv", Json.NOTHING)));
        engine.create(new ContainerSpec(ContainerName.of(dataContainer(server)), configuration));
    }

    private static String dataContainer(SimulatedServer server) {
        return VOLUME + suffix(server);
    }

    /** The first server has the names of the guide, others get names of their own. */
    private static String suffix(SimulatedServer server) {
        return server.name().value().equals("pmm-server") ? "" : "-" + server.name();
    }

    private static String reference(SimulatedServer server) {
        List<String> tags = server.image().snapshot().tags();
        return tags.isEmpty() ? server.image().id() : tags.get(0);
    }
}
