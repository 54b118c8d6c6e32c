package io.github.pmmmigration.internal.configuration;

import io.github.pmmmigration.container.ConfigDocument;
import io.github.pmmmigration.container.ContainerSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a container with the configuration that was planned for it: an engine may ignore, or understand otherwise, what it
 * was told. What the engine and the image add does not count.
 *
 * <p>Stateless and safe for concurrent use.
 *
 * @since 0.1
 */
public final class PlannedConfiguration {
    /** Set when all is well, so that a machine that restarts meanwhile starts no server that was not checked. */
    private static final Set<String> NOT_YET = Set.of("/HostConfig/RestartPolicy");

    private final ConfigDocument planned;
    private final ConfigDocument created;
    private final List<String> deviations = new ArrayList<>();
    private int compared;

    private PlannedConfiguration(ConfigDocument planned, ConfigDocument created) {
        this.planned = planned;
        this.created = created;
    }

    /**
     * What a comparison found.
     *
     * @param compared how many values were compared
     * @param deviations where the container is not as planned, in the engine's terms; never what stands there
     */
    public record Result(int compared, List<String> deviations) {
        /** Copies the list. */
        public Result {
            deviations = List.copyOf(deviations);
        }
    }

    /** Compares a container with what it was to be created with. */
    public static Result compare(ConfigDocument planned, ContainerSnapshot created) {
        PlannedConfiguration comparison = new PlannedConfiguration(planned, CreateFormat.of(created));
        comparison.compareMembers("");
        return new Result(comparison.compared, comparison.deviations);
    }

    private void compareMembers(String pointer) {
        planned.keys(pointer).stream()
                .map(key -> Documents.child(pointer, key))
                .filter(place -> !NOT_YET.contains(place))
                .forEach(this::compare);
    }

    private void compare(String pointer) {
        if (!planned.keys(pointer).isEmpty()) {
            compareMembers(pointer);
        } else if (Documents.hasContent(planned, pointer)) {
            compared++;
            if (!isThere(pointer)) {
                deviations.add(Documents.place(pointer));
            }
        }
    }

    /** Of a list everything must be there, in whatever order: engines sort, and add variables of the image. */
    private boolean isThere(String pointer) {
        Optional<ConfigDocument> wanted = planned.at(pointer);
        Optional<ConfigDocument> found = created.at(pointer);
        List<ConfigDocument> all = planned.elements(pointer);
        return wanted.equals(found)
                || (!all.isEmpty() && new HashSet<>(created.elements(pointer)).containsAll(all))
                || isThereInOtherWords(pointer);
    }

    /** Podman names the registry of an image, every option of a bind, limits by their long name, and of a network only the kind. */
    private boolean isThereInOtherWords(String pointer) {
        return switch (pointer) {
            case "/Image" -> inFull(planned.text(pointer)).equals(inFull(created.text(pointer)));
            case "/HostConfig/Binds" -> plain(created.texts(pointer)).containsAll(plain(planned.texts(pointer)));
            case "/HostConfig/Ulimits" ->
                plainLimits(created.elements(pointer)).containsAll(plainLimits(planned.elements(pointer)));
            case "/HostConfig/NetworkMode" -> isOnlyOn(planned.text(pointer).orElse(""));
            default -> false;
        };
    }

    private static Optional<String> inFull(Optional<String> image) {
        return image.map(reference -> reference.replaceFirst("^docker\\.io/(library/)?", ""));
    }

    private static List<String> plain(List<String> binds) {
        return binds.stream().map(StorageFields::withoutPodmanOptions).toList();
    }

    private static List<ConfigDocument> plainLimits(List<ConfigDocument> limits) {
        return limits.stream().map(HostFields::withPlainName).toList();
    }

    private boolean isOnlyOn(String network) {
        return created.text("/HostConfig/NetworkMode").filter("bridge"::equals).isPresent()
                && created.keys("/NetworkingConfig/EndpointsConfig").equals(List.of(network));
    }
}
