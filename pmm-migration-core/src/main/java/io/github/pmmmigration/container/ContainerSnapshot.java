package io.github.pmmmigration.container;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A container as it was at the moment of looking.
 *
 * <p>The typed components are what decisions need; {@link #document()} is the engine's complete inspection, in which
 * fields unknown to this library survive. Immutable and safe for concurrent use.
 *
 * @param id identifier
 * @param name name without slash
 * @param state what it is doing
 * @param image the image it was created from, even when its tag has moved on
 * @param imageReference the reference it was created with; may be stale
 * @param labels labels of the container, those of its image included
 * @param mounts effective mounts
 * @param restartPolicy restart policy
 * @param document the engine's inspection in full; holds secrets of the environment
 * @since 0.1
 */
public record ContainerSnapshot(
        ContainerId id,
        ContainerName name,
        ContainerState state,
        ImageId image,
        String imageReference,
        Map<String, String> labels,
        List<Mount> mounts,
        RestartPolicy restartPolicy,
        ConfigDocument document) {
    /** Copies the collections. */
    public ContainerSnapshot {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(imageReference, "imageReference");
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        Objects.requireNonNull(restartPolicy, "restartPolicy");
        Objects.requireNonNull(document, "document");
    }

    /**
     * Reads the engine's inspection of a container.
     *
     * @throws IllegalArgumentException when the document is no inspection of a container
     */
    public static ContainerSnapshot of(ConfigDocument inspection) {
        return SnapshotReader.container(Objects.requireNonNull(inspection, "inspection"));
    }

    /** Returns the value of a label. */
    public Optional<String> label(String key) {
        return Optional.ofNullable(labels.get(key));
    }

    /** Returns the mount at exactly this path. */
    public Optional<Mount> mountAt(String destination) {
        return mounts.stream()
                .filter(mount -> mount.destination().equals(destination))
                .findFirst();
    }

    /** Returns whether it mounts this volume anywhere. */
    public boolean mounts(VolumeName volume) {
        return mounts.stream()
                .anyMatch(mount -> mount.volume().filter(volume::equals).isPresent());
    }

    /** Returns identifier, name, image and state, and nothing that could be secret. */
    @Override
    public String toString() {
        return "ContainerSnapshot[" + name + " " + id.shortened() + " " + imageReference + " " + state.status() + "]";
    }
}
