package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.MigrationLabels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a container keeps from its creation to its end.
 *
 * @param id identifier
 * @param image the image it was created from
 * @param inspection all of the inspection that never changes
 * @param labels labels, those of the image included
 * @param mounts effective mounts
 * @param ports published ports as asked for
 * @param command entry point and command
 * @param server version of the PMM server that is its main process
 */
record ContainerDefinition(
        String id,
        SimulatedImage image,
        ConfigDocument inspection,
        Map<String, String> labels,
        List<MountPoint> mounts,
        List<PortBinding> ports,
        List<String> command,
        Optional<String> server) {
    private static final Set<String> BYSTANDERS = Set.of("lock", "helper");

    /** Says what its main process is: the server of its image, unless it is a helper or was given other commands. */
    static Optional<String> serverIn(SimulatedImage image, Map<String, String> labels, List<String> command) {
        boolean bystander = labels.containsKey(MigrationLabels.TASK)
                || BYSTANDERS.contains(labels.getOrDefault(MigrationLabels.ROLE, ""));
        ConfigDocument defaults = image.snapshot().defaults();
        boolean usual = image.isDeclared() || command.equals(commandOf(defaults));
        return bystander || !usual ? Optional.empty() : image.serverVersion();
    }

    static List<String> commandOf(ConfigDocument config) {
        return Stream.concat(config.texts("/Entrypoint").stream(), config.texts("/Cmd").stream())
                .toList();
    }

    boolean autoRemove() {
        return inspection.flag("/HostConfig/AutoRemove").orElse(false);
    }

    Optional<String> task() {
        return Optional.ofNullable(labels.get(MigrationLabels.TASK));
    }

    /** Returns where data below this path is kept: in the mount nearest to it, or in the container's layer. */
    String storeAt(String path) {
        return mounts.stream()
                .filter(mount -> covers(mount.destination(), path))
                .max(Comparator.comparingInt(mount -> mount.destination().length()))
                .map(mount -> mount.store().orElse("memory of " + id))
                .orElseGet(() -> Stores.ofLayer(id));
    }

    boolean mountsAt(String path) {
        return mounts.stream().anyMatch(mount -> mount.destination().equals(path));
    }

    boolean usesVolume(String name) {
        return mounts.stream()
                .anyMatch(mount -> mount.volume().filter(name::equals).isPresent());
    }

    private static boolean covers(String destination, String path) {
        return destination.equals("/") || path.equals(destination) || path.startsWith(destination + "/");
    }
}
