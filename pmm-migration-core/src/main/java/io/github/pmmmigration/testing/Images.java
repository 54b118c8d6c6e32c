package io.github.pmmmigration.testing;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.container.ImageSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The images that are on the engine, and those that its registry would hand out. */
final class Images {
    private static final int SHORTEST_ID = 12;
    private static final List<String> DEFAULT_REGISTRY = List.of("docker.io/library/", "docker.io/");

    private final List<SimulatedImage> local = new ArrayList<>();
    private final List<SimulatedImage> registry = new ArrayList<>();
    private Optional<String> registryFault = Optional.empty();

    Images copy() {
        Images copy = new Images();
        copy.local.addAll(local);
        copy.registry.addAll(registry);
        copy.registryFault = registryFault;
        return copy;
    }

    /** Adds an image to the engine; tags it has are taken away from older images. */
    void add(SimulatedImage image) {
        SimulatedImage known = byId(image.id()).map(image::knownAlsoAs).orElse(image);
        image.snapshot().tags().forEach(this::untag);
        local.removeIf(other -> other.id().equals(image.id()));
        local.add(known);
    }

    void publish(SimulatedImage image) {
        registry.add(0, image);
    }

    void breakRegistry(Optional<String> fault) {
        registryFault = fault;
    }

    Optional<SimulatedImage> byId(String id) {
        return first(local, image -> image.id().equals(id));
    }

    Optional<SimulatedImage> byReference(ImageReference reference) {
        return first(local, image -> answersTo(image.snapshot(), reference));
    }

    /** Finds what a create call may name: a reference, an identifier, or the beginning of one. */
    Optional<SimulatedImage> byAnyName(String text) {
        Optional<SimulatedImage> found = byId(text).or(() -> byShortId(text));
        return found.isPresent() ? found : parse(text).flatMap(this::byReference);
    }

    SimulatedImage pull(ImageReference reference) {
        registryFault.ifPresent(fault -> {
            throw Refusals.noSuchImage(reference.toString(), "could not be pulled: " + fault);
        });
        SimulatedImage image = first(registry, candidate -> answersTo(candidate.snapshot(), reference))
                .orElseThrow(() -> Refusals.noSuchImage(reference.toString(), "is not in the registry"));
        add(image);
        return image;
    }

    private Optional<SimulatedImage> byShortId(String text) {
        boolean identifier = text.length() >= SHORTEST_ID && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return identifier ? first(local, image -> image.id().startsWith("sha256:" + text)) : Optional.empty();
    }

    private void untag(String tag) {
        local.replaceAll(image -> image.snapshot().tags().contains(tag) ? image.withoutTag(tag) : image);
    }

    private static Optional<ImageReference> parse(String text) {
        try {
            return Optional.of(ImageReference.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A digest decides alone; without one the tag does. */
    private static boolean answersTo(ImageSnapshot image, ImageReference wanted) {
        String repository = plain(wanted.repository());
        return wanted.digest().isPresent()
                ? image.digests().stream()
                        .anyMatch(known -> plain(known)
                                .equals(repository + "@" + wanted.digest().get()))
                : image.tags().stream()
                        .anyMatch(known -> plain(known)
                                .equals(repository + ":" + wanted.tag().orElse("latest")));
    }

    private static String plain(String reference) {
        return DEFAULT_REGISTRY.stream()
                .filter(reference::startsWith)
                .findFirst()
                .map(prefix -> reference.substring(prefix.length()))
                .orElse(reference);
    }

    private static Optional<SimulatedImage> first(List<SimulatedImage> images, Predicate<SimulatedImage> condition) {
        return images.stream().filter(condition).findFirst();
    }
}
