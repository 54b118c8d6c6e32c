package io.github.pmmmigration.container;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An image that is on the engine, as it was at the moment of looking.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param id identifier
 * @param tags references that point at it now
 * @param digests references by digest, as known from registries; empty for images that were loaded or built
 * @param labels labels baked into the image
 * @param document the engine's inspection in full; its {@code /Config} holds the image's defaults
 * @since 0.1
 */
public record ImageSnapshot(
        ImageId id, List<String> tags, List<String> digests, Map<String, String> labels, ConfigDocument document) {
    /** Copies the collections. */
    public ImageSnapshot {
        Objects.requireNonNull(id, "id");
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        labels = Map.copyOf(labels);
        Objects.requireNonNull(document, "document");
    }

    /**
     * Reads the engine's inspection of an image.
     *
     * @throws IllegalArgumentException when the document is no inspection of an image
     */
    public static ImageSnapshot of(ConfigDocument inspection) {
        return SnapshotReader.image(Objects.requireNonNull(inspection, "inspection"));
    }

    /** Returns the image's defaults in the engine's format; empty document when it has none. */
    public ConfigDocument defaults() {
        return document.at("/Config").orElseGet(ConfigDocument::empty);
    }

    /** Returns the registry digest under this repository, when the image came from there. */
    public Optional<String> digestIn(String repository) {
        return digests.stream()
                .filter(reference -> reference.startsWith(repository + "@"))
                .map(reference -> reference.substring(repository.length() + 1))
                .findFirst();
    }

    /** Returns the identifier and the tags. */
    @Override
    public String toString() {
        return "ImageSnapshot[" + id + " " + tags + "]";
    }
}
