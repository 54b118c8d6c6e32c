package io.github.pmmmigration.internal.storage;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerRef;
import io.github.pmmmigration.container.ContainerSnapshot;
import io.github.pmmmigration.container.Mount;
import io.github.pmmmigration.container.StorageLayout;
import io.github.pmmmigration.container.VolumeName;
import io.github.pmmmigration.step.StepContext;
import io.github.pmmmigration.step.StorageDetector;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the storage of a server in the engine's own description of its mounts.
 *
 * <p>Only the mount at {@code /srv} counts, whatever it is called; a volume's name is taken from the engine, never guessed.
 * Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class DefaultStorageDetector implements StorageDetector {
    private static final String DATA = "/srv";
    private static final Pattern GENERATED_NAME = Pattern.compile("[0-9a-f]{64}");

    @Override
    public StorageLayout detect(ContainerSnapshot server, StepContext context) {
        return detect(server, reference -> context.engine().inspect(ContainerRef.of(reference)));
    }

    /**
     * Returns the layout.
     *
     * @param server the server
     * @param lookup finds another container by what the configuration calls it, as far as it still exists
     */
    public static StorageLayout detect(ContainerSnapshot server, Function<String, Optional<ContainerSnapshot>> lookup) {
        Objects.requireNonNull(lookup, "lookup");
        Optional<Mount> data = server.mounts().stream()
                .filter(mount -> MountPaths.clean(mount.destination()).equals(DATA))
                .findFirst();
        return data.map(mount -> mounted(server, mount, lookup)).orElseGet(() -> unmounted(server));
    }

    /** Returns the mounts below {@code /srv}, which belong to it and yet are none of its data, such as certificates. */
    public static List<Mount> nestedMounts(ContainerSnapshot server) {
        return server.mounts().stream()
                .filter(mount -> MountPaths.clean(mount.destination()).startsWith(DATA + "/"))
                .toList();
    }

    private static StorageLayout mounted(
            ContainerSnapshot server, Mount mount, Function<String, Optional<ContainerSnapshot>> lookup) {
        if (!mount.writable()) {
            return new StorageLayout.Unsupported("a read-only mount at /srv, which PMM 3 could not write to");
        }
        if (subpath(server).isPresent()) {
            return new StorageLayout.Unsupported(
                    "the folder '" + subpath(server).get() + "' inside volume '"
                            + mount.volume().map(VolumeName::value).orElse("") + "', instead of a volume of its own");
        }
        return switch (mount.type()) {
            case "bind" -> new StorageLayout.BindMount(mount.source());
            case "volume" ->
                mount.volume()
                        .map(volume -> volume(server, volume, lookup))
                        .orElseGet(() -> new StorageLayout.Unsupported("a volume without a name at /srv"));
            case "tmpfs" ->
                new StorageLayout.Unsupported("memory (tmpfs), which is empty again as soon as the server stops");
            default -> new StorageLayout.Unsupported("a mount of type '" + mount.type() + "' at /srv");
        };
    }

    private static StorageLayout volume(
            ContainerSnapshot server, VolumeName volume, Function<String, Optional<ContainerSnapshot>> lookup) {
        List<String> references = server.document().texts("/HostConfig/VolumesFrom").stream()
                .map(References::lender)
                .toList();
        if (!references.isEmpty() && !isNamedByServer(server)) {
            return shared(server, references, volume, lookup);
        }
        return own(volume);
    }

    private static StorageLayout dataContainerGone(String reference, VolumeName volume) {
        return new StorageLayout.DataContainer(reference, false, volume);
    }

    private static StorageLayout own(VolumeName volume) {
        return GENERATED_NAME.matcher(volume.value()).matches()
                ? new StorageLayout.AnonymousVolume(volume)
                : new StorageLayout.NamedVolume(volume);
    }

    /** A reference may have come to mean the server itself, when its container was renamed; then there is nobody to share with. */
    private static StorageLayout shared(
            ContainerSnapshot server,
            List<String> references,
            VolumeName volume,
            Function<String, Optional<ContainerSnapshot>> lookup) {
        Optional<String> lost = Optional.empty();
        for (String reference : references) {
            Optional<ContainerSnapshot> other =
                    lookup.apply(reference).filter(container -> !container.id().equals(server.id()));
            if (other.filter(container -> container.mounts(volume)).isPresent()) {
                return new StorageLayout.DataContainer(reference, true, volume);
            }
            lost = other.isPresent() ? lost : Optional.of(reference);
        }
        return lost.map(reference -> dataContainerGone(reference, volume)).orElseGet(() -> own(volume));
    }

    private static boolean isNamedByServer(ContainerSnapshot server) {
        ConfigDocument document = server.document();
        return document.texts("/HostConfig/Binds").stream().anyMatch(DefaultStorageDetector::bindsData)
                || dataMount(server).isPresent();
    }

    private static boolean bindsData(String bind) {
        return MountPaths.ofBind(bind).equals(DATA);
    }

    private static Optional<ConfigDocument> dataMount(ContainerSnapshot server) {
        return server.document().elements("/HostConfig/Mounts").stream()
                .filter(mount ->
                        MountPaths.clean(mount.text("/Target").orElse("")).equals(DATA))
                .findFirst();
    }

    private static Optional<String> subpath(ContainerSnapshot server) {
        return dataMount(server)
                .flatMap(mount -> mount.text("/VolumeOptions/Subpath"))
                .filter(path -> !path.isEmpty());
    }

    private static StorageLayout unmounted(ContainerSnapshot server) {
        if (server.document().keys("/HostConfig/Tmpfs").stream()
                .anyMatch(path -> MountPaths.clean(path).equals(DATA))) {
            return new StorageLayout.Unsupported("memory (tmpfs), which is empty again as soon as the server stops");
        }
        List<Mount> parts = nestedMounts(server);
        if (parts.isEmpty()) {
            return new StorageLayout.ContainerLayer();
        }
        return new StorageLayout.Unsupported("mounts of parts of /srv only ("
                + String.join(
                        ", ", parts.stream().map(Mount::destination).sorted().toList())
                + "), the rest is in the container's own writable layer");
    }
}
