package io.github.pmmmigration.path;

import io.github.pmmmigration.container.ImageReference;
import io.github.pmmmigration.server.PmmVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a path follows from.
 *
 * <p>Immutable and safe for concurrent use.
 *
 * @param goal where to, in general
 * @param installed what the server says it is
 * @param apiKeys how many API keys are not converted yet; absent when nobody knows
 * @param target the image at the end, when the user named one
 * @param via images between, when the user named some; they replace computed ones of their major version
 * @param straight whether to go to the target in one hop, whatever speaks against it
 * @param known versions of images that are known better than by their tags
 * @since 0.1
 */
public record PathRequest(
        Goal goal,
        PmmVersion installed,
        OptionalInt apiKeys,
        Optional<ImageReference> target,
        List<ImageReference> via,
        boolean straight,
        Map<ImageReference, PmmVersion> known) {
    /** Copies the collections. */
    public PathRequest {
        Objects.requireNonNull(goal, "goal");
        Objects.requireNonNull(installed, "installed");
        Objects.requireNonNull(apiKeys, "apiKeys");
        Objects.requireNonNull(target, "target");
        via = List.copyOf(via);
        known = Map.copyOf(known);
    }

    /** Where to, in general. */
    public enum Goal {
        /** To PMM 3. */
        MIGRATE,
        /** To a later version of the same major version. */
        UPGRADE
    }

    /** Asks for the computed way to PMM 3. */
    public static PathRequest migrate(PmmVersion installed) {
        return of(Goal.MIGRATE, installed);
    }

    /** Asks for the computed way to the last version of the same major version. */
    public static PathRequest upgrade(PmmVersion installed) {
        return of(Goal.UPGRADE, installed);
    }

    private static PathRequest of(Goal goal, PmmVersion installed) {
        return new PathRequest(goal, installed, OptionalInt.of(0), Optional.empty(), List.of(), false, Map.of());
    }

    /** Returns this request for a server with so many API keys. */
    public PathRequest withApiKeys(OptionalInt count) {
        return new PathRequest(goal, installed, count, target, via, straight, known);
    }

    /** Returns this request with an image at the end. */
    public PathRequest withTarget(ImageReference image) {
        return new PathRequest(goal, installed, apiKeys, Optional.of(image), via, straight, known);
    }

    /** Returns this request with images between. */
    public PathRequest withVia(List<ImageReference> images) {
        return new PathRequest(goal, installed, apiKeys, target, images, straight, known);
    }

    /** Returns this request for one hop only. */
    public PathRequest withoutHop() {
        return new PathRequest(goal, installed, apiKeys, target, via, true, known);
    }

    /** Returns this request with the version of an image, for example from its label. */
    public PathRequest knowing(Map<ImageReference, PmmVersion> versions) {
        return new PathRequest(goal, installed, apiKeys, target, via, straight, versions);
    }

    /** Returns the version of an image, as far as it is known. */
    Optional<PmmVersion> versionOf(ImageReference image) {
        return Optional.ofNullable(known.get(image)).or(() -> image.tag().flatMap(KnownVersions::told));
    }
}
